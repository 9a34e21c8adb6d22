import type { ChatFace, ChatFile, ChatMessage, ChatMessageState, ChatProblemCode } from '@balie/shared/contracts/chat.ts';
import type { OutgoingMessage } from './outbox.ts';

/** One message as it is shown, whether the server has it or not. */
export interface ShownMessage {
  /** Stays the same when the server confirms it. */
  readonly key: string;
  readonly from: ChatMessage['from'];
  readonly author: ChatFace | null;
  readonly text: string;
  readonly files: readonly ChatFile[];
  /** Milliseconds. */
  readonly at: number;
  readonly state: ChatMessageState | 'sending' | 'failed';
  readonly failed?: ChatProblemCode;
}
/** Messages that one person wrote in one go. */
export interface Group {
  readonly key: string;
  readonly from: ChatMessage['from'];
  readonly author: ChatFace | null;
  readonly messages: readonly ShownMessage[];
  /** Nothing of this day stands above it. */
  readonly startsDay: boolean;
  /** What is new begins here. */
  readonly startsNew: boolean;
}

const ONE_GO_MS = 5 * 60_000;

/** @param newFrom id of the first message that is new */
export function groupsOf(messages: readonly ChatMessage[], outgoing: readonly OutgoingMessage[], newFrom: string | null): Group[] {
  const confirmed = new Set(messages.map(({ clientId }) => clientId));
  const shown: (ShownMessage & { id?: string })[] = [
    ...messages.map((message) => ({ ...message, key: message.clientId ?? message.id, at: Date.parse(message.at) })),
    ...outgoing
      .filter(({ clientId }) => !confirmed.has(clientId))
      .map(
        (message): ShownMessage => ({
          ...message,
          key: message.clientId,
          from: 'visitor',
          author: null,
          state: message.failed ? 'failed' : 'sending',
        }),
      ),
  ];
  const groups: (Group & { messages: ShownMessage[] })[] = [];
  for (const message of shown) {
    const before = groups.at(-1);
    const last = before?.messages.at(-1);
    const startsDay = !last || dayOf(last.at) !== dayOf(message.at);
    const startsNew = newFrom !== null && message.id === newFrom;
    const goesOn = before?.from === message.from && before.author?.name === message.author?.name;
    if (before && last && goesOn && !startsDay && !startsNew && message.at - last.at < ONE_GO_MS) before.messages.push(message);
    else groups.push({ key: message.key, from: message.from, author: message.author, messages: [message], startsDay, startsNew });
  }
  return groups;
}

const dayOf = (at: number) => new Date(at).toDateString();
