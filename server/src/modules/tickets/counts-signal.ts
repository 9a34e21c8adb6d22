import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Realtime } from '../../platform/realtime/realtime.ts';

/** At most twice a second per organisation. */
const APART_MS = 500;

/** Tells consoles that the counts of the views are not right any more: at once, then no more often than they can read them. */
@Injectable()
export class CountsSignal implements OnApplicationShutdown {
  /** Organisations told less than `APART_MS` ago; true when there is something to tell again. */
  private readonly resting = new Map<string, boolean>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly hearers: ((organisationId: string) => void)[] = [];

  constructor(private readonly realtime: Realtime) {}

  /** Hears what consoles are told, in the scope of no organisation. Call it in `onModuleInit`. */
  onStale(hear: (organisationId: string) => void): void {
    this.hearers.push(hear);
  }

  stale(organisationId: string): void {
    if (this.resting.has(organisationId)) {
      this.resting.set(organisationId, true);
      return;
    }
    this.realtime.toOrganisation(organisationId, 'counts.stale');
    for (const hear of this.hearers) hear(organisationId);
    this.resting.set(organisationId, false);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const again = this.resting.get(organisationId);
      this.resting.delete(organisationId);
      if (again) this.stale(organisationId);
    }, APART_MS);
    this.timers.add(timer.unref());
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
