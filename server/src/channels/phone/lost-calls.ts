import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';
import { TakeCallEvent } from './take-call-event.service.ts';

const INTERVAL_MS = 10 * 60_000;
/** Nobody calls a shop longer: the end was not told. */
const LONGEST_MS = 4 * 3_600_000;

/** Ends calls of which the exchange never told the end, so that none rings or talks for ever: at start and every ten minutes. */
@Injectable()
export class LostCalls extends Housekeeping {
  protected override readonly everyMs = INTERVAL_MS;
  protected override readonly trouble = 'Calls without an end could not be looked for; tried again in ten minutes';
  protected override readonly atStart = true;

  constructor(
    config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly takeEvent: TakeCallEvent,
    private readonly clock: Clock,
    log: Log,
  ) {
    super(config, log.named('phone'));
  }

  override async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LONGEST_MS);
    const calls = await this.unitOfWork.system('housekeeping', (tx) =>
      tx.query<{ id: string; organisationId: string }>(
        `select id, organisation_id as "organisationId" from calls where ended_at is null and rang_at < $1 limit 500`,
        [before],
      ),
    );
    for (const { id, organisationId } of calls) {
      await inOrganisation(organisationId, () => this.unitOfWork.run((tx) => this.takeEvent.end(tx, id)));
    }
  }
}
