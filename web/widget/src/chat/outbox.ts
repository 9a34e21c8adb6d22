import type { ChatFile, ChatProblemCode } from '@balie/shared/contracts/chat.ts';
import { type KeyValue, readJson, writeJson } from '../lib/storage.ts';

/** A message of the visitor that the server has not confirmed. */
export interface OutgoingMessage {
  readonly clientId: string;
  readonly text: string;
  readonly files: readonly ChatFile[];
  /** Milliseconds; they go in this order. */
  readonly at: number;
  /** Why the server will never take it; the visitor decides what becomes of it. */
  readonly failed?: ChatProblemCode;
}

/**
 * What became of one attempt: the server has it, it is to be tried again after a while, the server refuses it for good,
 * or nothing can go at all until `flush` is called anew.
 */
export type Verdict =
  | { readonly kind: 'kept' }
  | { readonly kind: 'later'; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly code: ChatProblemCode }
  | { readonly kind: 'stop' };

const PREFIX = 'out:';

/**
 * Messages under way. Each lies in the browser's storage under a key of its own until the server has acknowledged it, so
 * that reloads, crashes and other tabs, which read the same storage, lose none. Sent again they are no doubles: the server
 * knows them by their client id. One at a time, in order.
 */
export class Outbox {
  private flushing = false;
  private again = false;
  private lastAt = 0;

  constructor(
    private readonly kept: KeyValue,
    private readonly send: (message: OutgoingMessage) => Promise<Verdict>,
    /** After each change of what lies here. */
    private readonly changed: () => void,
    private readonly pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  ) {}

  list(): readonly OutgoingMessage[] {
    return this.kept
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => readJson<OutgoingMessage>(this.kept, key) ?? [])
      .sort((one, other) => one.at - other.at);
  }

  add(message: Pick<OutgoingMessage, 'clientId' | 'text' | 'files'>, now: number): void {
    this.lastAt = Math.max(now, this.lastAt + 1);
    this.put({ ...message, at: this.lastAt });
    void this.flush();
  }

  retry(clientId: string): void {
    const found = this.list().find((message) => message.clientId === clientId);
    if (!found) return;
    const { failed: _failed, ...message } = found;
    this.put(message);
    void this.flush();
  }

  remove(clientId: string): void {
    this.kept.remove(PREFIX + clientId);
    this.changed();
  }

  clear(): void {
    for (const { clientId } of this.list()) this.kept.remove(PREFIX + clientId);
    this.changed();
  }

  /** Sends what lies here. While it is at it, further calls only make it look once more before it ends. */
  async flush(): Promise<void> {
    this.again = true;
    if (this.flushing) return;
    this.flushing = true;
    try {
      while (this.again) {
        this.again = false;
        await this.sendAll();
      }
    } finally {
      this.flushing = false;
    }
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const next = this.list().find(({ failed }) => !failed);
      if (!next) return;
      const verdict = await this.send(next);
      if (verdict.kind === 'stop') return;
      if (verdict.kind === 'later') await this.pause(verdict.afterMs);
      else if (verdict.kind === 'kept') this.remove(next.clientId);
      else this.put({ ...next, failed: verdict.code });
    }
  }

  private put(message: OutgoingMessage): void {
    writeJson(this.kept, PREFIX + message.clientId, message);
    this.changed();
  }
}
