import type { ChatAvailability, ChatFace, ChatMessage, ChatVisitor, ChatWidgetConfig } from '@balie/shared/contracts/chat.ts';
import type { OutgoingMessage } from './outbox.ts';

/** Everything that is shown. */
export interface ChatState {
  readonly config: ChatWidgetConfig;
  readonly availability: ChatAvailability;
  readonly isOpen: boolean;
  /** `idle`: there is nothing to be connected for yet. */
  readonly line: 'idle' | 'up' | 'down';
  /** The server lets nobody chat here now. */
  readonly blocked: boolean;
  /** The page told who this is. */
  readonly identified: boolean;
  readonly visitor: ChatVisitor | null;
  /** What the visitor told of themselves and the server has not confirmed. */
  readonly toldDetails: ChatDetails | null;
  /** The server takes nothing before it has these. */
  readonly detailsDemanded: boolean;
  readonly messages: readonly ChatMessage[];
  readonly outgoing: readonly OutgoingMessage[];
  readonly olderCursor: string | null;
  readonly unread: number;
  readonly typing: ChatFace | null;
  /** The first message of the shop that was new when the panel opened. */
  readonly newFrom: string | null;
  /** The last message of the shop that came while the visitor was here. */
  readonly arrived: ChatMessage | null;
  readonly slowedSeconds: number;
}

export interface ChatDetails {
  readonly name: string;
  readonly email: string;
}

export const stateAtFirst = (config: ChatWidgetConfig): ChatState => ({
  config,
  availability: config.availability,
  isOpen: false,
  line: 'idle',
  blocked: false,
  identified: false,
  visitor: null,
  toldDetails: null,
  detailsDemanded: false,
  messages: [],
  outgoing: [],
  olderCursor: null,
  unread: 0,
  typing: null,
  newFrom: null,
  arrived: null,
  slowedSeconds: 0,
});

/** What is asked before the first message, as things are now. Closed, there has to be a way to answer. */
export function demandsOf(state: ChatState): ChatWidgetConfig['preChat'] {
  const { preChat } = state.config;
  if (state.visitor?.verified || state.identified) return { name: 'off', email: 'off' };
  const email = !state.availability.open && preChat.email !== 'off' ? 'required' : preChat.email;
  return {
    name: state.visitor?.name || state.toldDetails?.name ? 'off' : preChat.name,
    email: state.visitor?.email || state.toldDetails?.email ? 'off' : email,
  };
}

/** Is there a form to fill in before the conversation begins? */
export function asksFirst(state: ChatState): boolean {
  const { name, email } = demandsOf(state);
  const begun = state.messages.length > 0 || state.outgoing.length > 0;
  if (begun) return state.detailsDemanded && (name === 'required' || email === 'required');
  return name !== 'off' || email !== 'off';
}
