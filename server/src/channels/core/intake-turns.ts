import { Injectable } from '@nestjs/common';

/**
 * Which accounts this process is taking messages in of. Who stores more of them meanwhile need not queue that again: the
 * job that is at work stands in the queue until its turn ends, also when the process dies, and no turn ends before it has
 * looked at what was stored during it.
 */
@Injectable()
export class IntakeTurns {
  private readonly turns = new Map<string, IntakeTurn>();

  begin(accountId: string): IntakeTurn {
    const turn = new IntakeTurn(() => {
      if (this.turns.get(accountId) === turn) this.turns.delete(accountId);
    });
    this.turns.set(accountId, turn);
    return turn;
  }

  /** @returns to be called when it is stored, or is not; undefined: nobody is at work, so a job is needed */
  join(accountId: string): (() => void) | undefined {
    return this.turns.get(accountId)?.join();
  }
}

export class IntakeTurn {
  private storing = 0;
  private stored = false;
  private wake: () => void = () => undefined;

  constructor(private readonly shut: () => void) {}

  join(): () => void {
    this.storing++;
    return () => {
      this.storing--;
      this.stored = true;
      if (this.storing === 0) this.wake();
    };
  }

  /** What is stored by now will be seen. */
  look(): void {
    this.stored = false;
  }

  /** The look found nothing. @returns whether nothing came since it began: then the turn is over, and nobody counts on it any more */
  async isOver(): Promise<boolean> {
    if (this.storing > 0) await this.atRest();
    if (this.stored) return false;
    this.shut();
    return true;
  }

  /** From now on nobody counts on this turn. Resolves when those who did have stored what they had. */
  async close(): Promise<void> {
    this.shut();
    if (this.storing > 0) await this.atRest();
  }

  private atRest(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}
