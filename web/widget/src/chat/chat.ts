import type { ChatContext, ChatFile, ChatIdentity, ChatMessage, ChatSession, ChatWidgetConfig } from '@balie/shared/contracts/chat.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import { newId } from '../lib/new-id.ts';
import { type KeyValue, readJson, writeJson } from '../lib/storage.ts';
import { Store } from '../lib/store.ts';
import { type ChatDetails, type ChatState, stateAtFirst } from './chat-state.ts';
import { newestOf, unreadOf, withMessages, withState } from './messages.ts';
import { Outbox, type OutgoingMessage, type Verdict } from './outbox.ts';
import { currentPage } from './page.ts';
import { Reading } from './reading.ts';
import type { Server } from './server.ts';
import { Session } from './session.ts';
import { Tabs } from './tabs.ts';
import { Typing } from './typing.ts';

const DETAILS = 'details';
const SLOW_MS = 2_000;

/** One chat on one page: what the visitor does goes through here, what comes back changes `state`. */
export class Chat {
  readonly state: Store<ChatState>;
  readonly session: Session;
  readonly outbox: Outbox;
  readonly typing: Typing;
  private readonly reading: Reading;
  private readonly tabs: Tabs;
  /** Up to here nothing is missing: what is told live may come while something before it was lost. */
  private completeUpTo: string | null = null;

  constructor(
    readonly server: Server,
    private readonly kept: KeyValue,
    config: ChatWidgetConfig,
    language: Locale,
  ) {
    this.state = new Store({ ...stateAtFirst(config), toldDetails: readJson<ChatDetails>(kept, DETAILS) ?? null });
    this.outbox = new Outbox(
      kept,
      (message) => this.deliver(message),
      () => {
        this.state.set({ outgoing: this.outbox.list() });
        this.tabs.tell({ kind: 'outgoing' });
      },
    );
    this.session = new Session(server, kept, language, currentPage, {
      begun: (session, isAnother) => this.begun(session, isAnother),
      up: () => void this.catchUp(),
      down: () => this.state.set({ line: 'down', typing: null }),
      blocked: () => this.state.set({ blocked: true, line: 'idle' }),
      events: {
        message: (message) => this.take([message]),
        'message.changed': ({ id, state }) => this.show({ messages: withState(this.state.get().messages, id, state) }),
        typing: (face) => this.typing.heard(face),
        availability: (availability) => this.state.set({ availability }),
        'sync.needed': () => void this.catchUp(),
      },
    });
    this.typing = new Typing(this.state, this.session);
    this.reading = new Reading(this.state, this.session, (upTo) => this.tabs.tell({ kind: 'read', upTo }));
    this.tabs = new Tabs(server.key, (told) => {
      if (told.kind === 'read') this.show({ messages: withState(this.state.get().messages, told.upTo, 'read') });
      if (told.kind === 'logout') this.forget();
      if (told.kind === 'outgoing') this.state.set({ outgoing: this.outbox.list() });
      if (told.kind === 'begun' && this.state.get().line === 'idle') void this.session.begin();
    });
    this.state.set({ outgoing: this.outbox.list() });
    // Somebody was here before: what came meanwhile is to be shown, what lies here is to be sent.
    if (this.session.token || this.state.get().outgoing.length > 0) void this.session.begin();
  }

  setOpen(isOpen: boolean): void {
    const { messages, newFrom } = this.state.get();
    this.state.set({ isOpen, newFrom: isOpen ? (unreadOf(messages)[0]?.id ?? newFrom) : null });
    this.reading.look();
  }

  say(text: string, files: readonly ChatFile[]): void {
    this.typing.stop();
    this.state.set({ newFrom: null });
    this.outbox.add({ clientId: newId(), text, files }, Date.now());
    void this.session.begin();
  }

  /** Goes before the next message, or at once where there is a line. */
  tellDetails(details: ChatDetails): void {
    writeJson(this.kept, DETAILS, details);
    this.state.set({ toldDetails: details, detailsDemanded: false });
    void this.sendDetails().then(() => this.outbox.flush());
  }

  async loadOlder(): Promise<void> {
    const { olderCursor } = this.state.get();
    const { token } = this.session;
    if (!olderCursor || !token) return;
    const older = await this.server.older(token, olderCursor);
    if (this.state.get().olderCursor !== olderCursor) return;
    this.show({ messages: withMessages(this.state.get().messages, older.messages), olderCursor: older.olderCursor });
  }

  identify(identity: ChatIdentity): void {
    this.session.identity = identity;
    this.state.set({ identified: true });
    // Nobody is asked to sign in for a chat they may never begin.
    if (this.session.token) void this.session.renew();
  }

  tell(context: ChatContext): void {
    this.session.context = { ...this.session.context, ...context };
    this.movedTo();
  }

  /** Told again whenever the page or what it tells of the visitor changes. */
  movedTo(): void {
    this.session.line.tell('page', { ...currentPage(), ...this.session.context });
  }

  /** Whoever sits here next finds nothing of this visitor, in no tab. */
  logout(): void {
    this.forget();
    this.tabs.tell({ kind: 'logout' });
  }

  private forget(): void {
    this.session.end();
    this.outbox.clear();
    this.kept.remove(DETAILS);
    const { config, availability, isOpen } = this.state.get();
    this.state.set({ ...stateAtFirst(config), availability, isOpen });
  }

  private begun({ conversation, unread, visitor }: ChatSession, isAnother: boolean): void {
    const known = isAnother ? [] : this.state.get().messages;
    const messages = withMessages(known, conversation.messages);
    this.completeUpTo = conversation.messages.at(-1)?.id ?? null;
    // Of what is older and unread the server alone knows.
    const olderCursor = known.length > 0 ? this.state.get().olderCursor : conversation.olderCursor;
    this.state.set({ blocked: false, visitor, olderCursor });
    this.show({ messages }, Math.max(unread, unreadOf(messages).length));
    this.tabs.tell({ kind: 'begun' });
    this.acknowledge();
  }

  private async catchUp(): Promise<void> {
    this.state.set({ line: 'up' });
    for (;;) {
      const answer = await this.session.line.ask('sync', { after: this.completeUpTo });
      if (!answer?.ok) break;
      this.completeUpTo = answer.messages.at(-1)?.id ?? this.completeUpTo;
      this.state.set({ availability: answer.availability });
      this.take(answer.messages);
      if (answer.readUpTo) this.show({ messages: withState(this.state.get().messages, answer.readUpTo, 'read') });
      if (!answer.more || answer.messages.length === 0) break;
    }
    this.reading.look();
    this.movedTo();
    await this.sendDetails();
    await this.outbox.flush();
  }

  private take(messages: readonly ChatMessage[]): void {
    if (messages.length === 0) return;
    // Acknowledged by coming back: the answer itself may have been lost.
    const mine = new Set(messages.map(({ clientId }) => clientId));
    for (const { clientId } of this.outbox.list()) if (mine.has(clientId)) this.outbox.remove(clientId);
    const { messages: known, isOpen, newFrom } = this.state.get();
    const theirs = messages.filter(({ from, id }) => from === 'shop' && !known.some((message) => message.id === id));
    const [first] = theirs;
    this.show({
      messages: withMessages(known, messages),
      ...(first ? { typing: null, arrived: theirs.at(-1) ?? null } : {}),
      // It comes while nobody looks.
      ...(first && isOpen && !newFrom && document.visibilityState !== 'visible' ? { newFrom: first.id } : {}),
    });
    this.acknowledge();
  }

  private acknowledge(): void {
    const newest = newestOf(this.state.get().messages, 'shop');
    if (newest?.state === 'sent') this.session.line.tell('received', { messageId: newest.id });
    this.reading.look();
  }

  private show(change: Partial<ChatState>, unread?: number): void {
    const messages = change.messages ?? this.state.get().messages;
    this.state.set({ ...change, unread: unread ?? unreadOf(messages).length });
  }

  private async sendDetails(): Promise<boolean> {
    const details = this.state.get().toldDetails;
    if (!details) return true;
    const { name, email } = details;
    const answer = await this.session.line.ask('details', { ...(name ? { name } : {}), ...(email ? { email } : {}) });
    if (!answer) return false;
    if (!answer.ok && answer.code !== 'invalid_request') return false;
    this.kept.remove(DETAILS);
    this.state.set({ toldDetails: null, ...(answer.ok ? { visitor: answer.visitor } : { detailsDemanded: true }) });
    return true;
  }

  private async deliver(message: OutgoingMessage): Promise<Verdict> {
    if (!this.session.line.isUp) return { kind: 'stop' };
    if (!(await this.sendDetails())) return { kind: 'later', afterMs: SLOW_MS };
    const { clientId, text, files } = message;
    const answer = await this.session.line.ask('message', { clientId, text, fileIds: files.map(({ id }) => id) });
    // No answer: it may have come or not. The same client id makes one message of both.
    if (!answer) return this.session.line.isUp ? { kind: 'later', afterMs: SLOW_MS } : { kind: 'stop' };
    this.state.set({ slowedSeconds: 0 });
    if (answer.ok) {
      this.take([answer.message]);
      return { kind: 'kept' };
    }
    return this.refused(answer.code, answer.retryAfterSeconds);
  }

  private refused(code: NonNullable<OutgoingMessage['failed']>, retryAfterSeconds = 0): Verdict {
    if (code === 'rate_limited') {
      this.state.set({ slowedSeconds: retryAfterSeconds || 5 });
      return { kind: 'later', afterMs: (retryAfterSeconds || 5) * 1000 };
    }
    if (code === 'details_required') {
      this.state.set({ detailsDemanded: true });
      return { kind: 'stop' };
    }
    if (code === 'session_unknown' || code === 'identity_refused' || code === 'identity_required') {
      void this.session.renew();
      return { kind: 'stop' };
    }
    if (code === 'chat_unavailable' || code === 'foreign_origin') {
      this.state.set({ blocked: true });
      return { kind: 'stop' };
    }
    return code === 'internal' ? { kind: 'later', afterMs: SLOW_MS } : { kind: 'refused', code };
  }
}
