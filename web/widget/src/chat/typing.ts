import type { ChatFace } from '@balie/shared/contracts/chat.ts';
import type { Store } from '../lib/store.ts';
import type { ChatState } from './chat-state.ts';
import type { Session } from './session.ts';

/** As the contract has it: told anew while it lasts. */
const REPEAT_MS = 5_000;
const IDLE_MS = 4_000;
/** Whoever stopped without saying so, does not write any more. */
const FORGET_MS = 12_000;

/** Who is writing, both ways. */
export class Typing {
  private toldAt = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private forget: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly state: Store<ChatState>,
    private readonly session: Session,
  ) {}

  /** The visitor pressed a key. */
  press(): void {
    if (Date.now() - this.toldAt >= REPEAT_MS) {
      this.toldAt = Date.now();
      this.session.line.tell('typing', { typing: true });
    }
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), IDLE_MS);
  }

  stop(): void {
    clearTimeout(this.idle);
    if (this.toldAt > 0) this.session.line.tell('typing', { typing: false });
    this.toldAt = 0;
  }

  heard(face: ChatFace | null): void {
    clearTimeout(this.forget);
    this.state.set({ typing: face });
    if (face) this.forget = setTimeout(() => this.state.set({ typing: null }), FORGET_MS);
  }
}
