import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { TicketHistory } from '../tickets/public.ts';

const PROGRESS_MS = 1_000;
/** How often the counts of the views are read anew while tickets stream in. */
const COUNTS_MS = 5_000;

/** Shows the consoles how imports get on, without flooding them. */
@Injectable()
export class ImportBroadcast implements BeforeApplicationShutdown {
  private readonly progress = new KeyedThrottle(PROGRESS_MS);
  private readonly counts = new KeyedThrottle(COUNTS_MS);

  constructor(
    private readonly realtime: Realtime,
    private readonly history: TicketHistory,
  ) {}

  changed(organisationId: string, id: string, ended: boolean): void {
    const tell = () => this.realtime.toOrganisation(organisationId, 'import.changed', { id, ended });
    const count = () => this.history.tell(organisationId);
    if (ended) {
      this.progress.runNow(id, tell);
      this.counts.runNow(organisationId, count);
    } else {
      this.progress.run(id, tell);
      this.counts.run(organisationId, count);
    }
  }

  beforeApplicationShutdown(): void {
    this.progress.flush();
    this.counts.flush();
  }
}
