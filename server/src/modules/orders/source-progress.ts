import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Log } from '../../platform/logging/log.ts';
import { orderSourceChanged } from './order.events.ts';
import type { Backfill } from './order-sources.ts';
import { SourceAlarm } from './source-alarm.ts';

/** What passes by itself passes sooner. */
const LASTING_MS = 3_600_000;

interface SourceFault {
  /** Stable, snake_case; clients translate it. */
  readonly code: string;
  /** In plain words, in English. */
  readonly message: string;
  /** Nothing is tried until a person acts. */
  readonly needsPerson: boolean;
}

/** How far a source was read and how it fares, as its provider reports it. */
@Injectable()
export class SourceProgress {
  private readonly log: Logger;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly alarm: SourceAlarm,
    log: Log,
  ) {
    this.log = log.named('orders');
  }

  /** In the provider's own shape; empty at first. */
  async cursor(sourceId: string): Promise<unknown> {
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ cursor: unknown }>('select cursor from order_sources where organisation_id = $1 and id = $2', [
        tx.organisationId,
        sourceId,
      ]),
    );
    return row?.cursor ?? {};
  }

  /** Moves parts of the cursor, in the transaction that keeps what was read; the other parts stay. */
  async moveCursor(tx: Tx, sourceId: string, parts: object): Promise<void> {
    tx.write('update order_sources set cursor = cursor || $3::jsonb where organisation_id = $1 and id = $2', [
      tx.organisationId,
      sourceId,
      JSON.stringify(parts),
    ]);
  }

  async backfill(tx: Tx, sourceId: string, progress: Backfill): Promise<void> {
    tx.write('update order_sources set backfill = $3 where organisation_id = $1 and id = $2 and backfill is not null', [
      tx.organisationId,
      sourceId,
      JSON.stringify(progress),
    ]);
    await this.tell(tx, sourceId);
  }

  /** The provider answered. Never fails: what could not be written is logged. */
  working(sourceId: string): Promise<void> {
    return this.write(sourceId, async (tx) => {
      tx.write(
        `update order_sources set status = case when status = 'paused' then status else 'connected' end, last_success_at = $3,
           last_error = null, last_error_code = null, failing_since = null, alarmed_at = null where organisation_id = $1 and id = $2`,
        [tx.organisationId, sourceId, this.clock.now()],
      );
    });
  }

  /** It does not work for now, or not until a person acts: owners are told when it does not mend itself. Never fails. */
  failing(sourceId: string, { code, message, needsPerson }: SourceFault): Promise<void> {
    this.log.info({ sourceId, code }, 'Orders cannot be fetched');
    return this.write(sourceId, async (tx) => {
      const now = this.clock.now();
      const [before] = await tx.query<{ since: Date | null; alarmed: boolean; paused: boolean }>(
        `select failing_since as since, alarmed_at is not null as alarmed, status = 'paused' as paused from order_sources
          where organisation_id = $1 and id = $2 for update`,
        [tx.organisationId, sourceId],
      );
      if (!before) return;
      const since = before.since ?? now;
      const alarms = !before.alarmed && !before.paused && (needsPerson || now.getTime() - since.getTime() >= LASTING_MS);
      const status = needsPerson ? 'needs_attention' : 'retrying';
      tx.write(
        `update order_sources set status = case when status = 'paused' then status else $3 end, last_error_at = $4, last_error_code = $5,
           last_error = $6, failing_since = $7, alarmed_at = case when $8 then $4 else alarmed_at end where organisation_id = $1 and id = $2`,
        [tx.organisationId, sourceId, status, now, code, message.slice(0, 1_000), since, alarms],
      );
      if (alarms) await this.alarm.raise(tx, sourceId);
    });
  }

  private async write(sourceId: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    try {
      await this.unitOfWork.run(async (tx) => {
        await work(tx);
        await this.tell(tx, sourceId);
      });
    } catch (error) {
      this.log.warn({ err: error, sourceId }, 'The health of a source of orders could not be written');
    }
  }

  private tell(tx: Tx, sourceId: string): Promise<void> {
    return this.outbox.add(tx, orderSourceChanged, { organisationId: currentOrganisationId(), sourceId });
  }
}
