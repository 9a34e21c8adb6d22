import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import type { AttemptResult } from './delivery-attempt.ts';
import type { Due } from './sending-limits.ts';
import type { SentNotes } from './sent-notes.ts';

/** So many messages of one account leave at the same time; those of one ticket one after the other. */
const LANES = 2;
/** Taken together while sending is quick: each time costs the database as much as a few messages do. */
const TAKEN_TOGETHER = 8;
/** Slower than this, no more are taken than are about to leave. */
const QUICK_MS = 100;

export interface TurnSteps {
  /** Messages may be taken before there is room for them to leave. */
  readonly takesAhead: boolean;
  /** More may be taken now. */
  goesOn(): boolean;
  /** Takes messages of different tickets; those with which there is nothing to do are left out. */
  claim(ids: readonly string[]): Promise<readonly OutgoingMessage[]>;
  /** Writes down how it went, except for what was sent. */
  send(message: OutgoingMessage): Promise<AttemptResult>;
}

/** Sends some messages of one account: while some leave, the next are made ready and what left is written down. */
export class SendingTurn {
  private readonly waiting: Due[];
  private readonly ready: OutgoingMessage[] = [];
  private claiming: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;
  /** Tickets of which a message is leaving. */
  private readonly leaving = new Set<string>();
  private changed = Promise.withResolvers<void>();
  private together: number;

  constructor(
    due: readonly Due[],
    private readonly notes: SentNotes,
    private readonly steps: TurnSteps,
  ) {
    this.waiting = [...due];
    this.together = this.pace(Number.POSITIVE_INFINITY);
  }

  /** Rejects only when nothing is under way any more: what stands as being sent counts as left behind by a crash. */
  async run(): Promise<void> {
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => this.lane()));
    await this.claiming;
    const notes = await Promise.allSettled([this.notes.end()]);
    for (const end of [...lanes, ...notes]) if (end.status === 'rejected') throw end.reason;
  }

  private async lane(): Promise<void> {
    for (;;) {
      await this.notes.room();
      const message = await this.next();
      if (!message) return;
      const start = performance.now();
      try {
        const result = await this.steps.send(message);
        if (result.outcome === 'sent') this.notes.add({ messageId: message.id, ...result });
      } finally {
        this.together = this.pace(performance.now() - start);
        this.leaving.delete(message.ticketId);
        this.tell();
      }
    }
  }

  /** Undefined when there is nothing more to send. */
  private async next(): Promise<OutgoingMessage | undefined> {
    for (;;) {
      const index = this.ready.findIndex(({ ticketId }) => !this.leaving.has(ticketId));
      const [found] = index < 0 ? [] : this.ready.splice(index, 1);
      if (found) this.leaving.add(found.ticketId);
      if (this.ready.length < this.together / 2 && (this.steps.takesAhead || !found)) this.claimMore();
      if (found) return found;
      if (this.failure) throw this.failure.error;
      if (!this.claiming && this.ready.length === 0) return undefined;
      await this.changed.promise;
    }
  }

  /** @returns how many are taken at a time, by how long the last one took to leave */
  private pace(milliseconds: number): number {
    if (!this.steps.takesAhead) return 1;
    return milliseconds < QUICK_MS ? TAKEN_TOGETHER : LANES;
  }

  private claimMore(): void {
    if (this.claiming || this.failure || this.waiting.length === 0 || !this.steps.goesOn()) return;
    this.claiming = this.steps
      .claim(this.nextOfDifferentTickets())
      .then(
        (claimed) => void this.ready.push(...claimed),
        (error: unknown) => {
          this.failure = { error };
        },
      )
      .then(() => {
        this.claiming = undefined;
        this.tell();
      });
  }

  private nextOfDifferentTickets(): string[] {
    const tickets = new Set<string>();
    const ids: string[] = [];
    for (const { id, ticketId } of this.waiting) {
      if (ids.length >= this.together || tickets.has(ticketId)) break;
      tickets.add(ticketId);
      ids.push(id);
    }
    this.waiting.splice(0, ids.length);
    return ids;
  }

  private tell(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }
}
