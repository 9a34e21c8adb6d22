import type { ChatContext, ChatIdentity, ChatPage, ChatServerEvents, ChatSession } from '@balie/shared/contracts/chat.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import type { KeyValue } from '../lib/storage.ts';
import { Connection } from './connection.ts';
import { Refused, type Server } from './server.ts';

const TOKEN = 'token';
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export interface SessionListener {
  /** Also the same visitor again, after a reload or when the server asked for it. */
  readonly begun: (session: ChatSession, isAnother: boolean) => void;
  readonly up: () => void;
  readonly down: () => void;
  /** Nobody may chat here. */
  readonly blocked: () => void;
  readonly events: ChatServerEvents;
}

/** Who the visitor is to the server, kept in the browser for days, and their live line. */
export class Session {
  private readonly connection: Connection;
  private starting: Promise<void> | undefined;
  private known: string | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  identity: ChatIdentity | undefined;
  context: ChatContext = {};

  constructor(
    private readonly server: Server,
    private readonly kept: KeyValue,
    private readonly language: Locale,
    private readonly page: () => ChatPage,
    private readonly listener: SessionListener,
  ) {
    this.connection = new Connection(server.origin, {
      up: listener.up,
      down: listener.down,
      refused: (code) => {
        this.connection.close();
        if (code === 'chat_unavailable' || code === 'foreign_origin') this.block();
        else {
          if (code === 'session_unknown') this.kept.remove(TOKEN);
          this.later();
        }
      },
      events: listener.events,
    });
  }

  get line(): Connection {
    return this.connection;
  }

  /** Of the visitor of this browser, in whichever tab they began; undefined before. */
  get token(): string | undefined {
    return this.kept.get(TOKEN) ?? undefined;
  }

  /** Makes sure there is a session and a line. Calls while it is at it are one. */
  begin(): Promise<void> {
    this.starting ??= this.start().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  /** Asks the server again who this is, because the page told us something new of them. */
  async renew(): Promise<void> {
    await this.starting;
    this.connection.close();
    await this.begin();
  }

  end(): void {
    this.connection.close();
    this.kept.remove(TOKEN);
    this.known = undefined;
    this.identity = undefined;
    this.context = {};
    this.listener.down();
  }

  private async start(): Promise<void> {
    if (this.connection.isOpen && this.known === this.token) return;
    try {
      // Two tabs that begin at once are one visitor.
      const session = await alone(`balie-${this.server.key}`, () => this.ask());
      this.pauseMs = FIRST_PAUSE_MS;
      const isAnother = this.known !== undefined && this.known !== session.visitorToken;
      this.known = session.visitorToken;
      this.listener.begun(session, isAnother);
      this.connection.open({ key: this.server.key, visitorToken: session.visitorToken });
    } catch (error) {
      this.failed(error);
    }
  }

  private async ask(): Promise<ChatSession> {
    const { identity, context, token } = this;
    const session = await this.server.startSession({
      ...(token ? { visitorToken: token } : {}),
      ...(identity ? { identity } : {}),
      page: this.page(),
      language: this.language,
      context,
    });
    this.kept.set(TOKEN, session.visitorToken);
    return session;
  }

  private failed(error: unknown): void {
    const code = error instanceof Refused ? error.code : undefined;
    if (code === 'chat_unavailable' || code === 'foreign_origin' || code === 'identity_required' || code === 'invalid_request') {
      this.block();
      return;
    }
    if (code === 'session_unknown') this.kept.remove(TOKEN);
    if (code === 'identity_refused') {
      console.warn('Balie: the identity given to Balie.identify was refused. Is it signed with the secret of this chat, and not expired?');
      this.identity = undefined;
    }
    this.later(error instanceof Refused ? error.retryAfterSeconds * 1000 : 0);
  }

  private block(): void {
    this.connection.close();
    this.listener.blocked();
  }

  private later(afterMs = 0): void {
    this.listener.down();
    const pause = Math.max(afterMs, this.pauseMs * (0.75 + Math.random() / 2));
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    setTimeout(() => void this.begin(), pause);
  }
}

/** One tab at a time, where the browser can tell. */
function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Absent on pages without TLS, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  return locks ? (locks.request(name, work) as Promise<T>) : work();
}
