import { Injectable } from '@nestjs/common';
import { inPowers, type RowsWrite, valuesOf } from '../database/gathered-rows.ts';
import type { Tx } from '../database/unit-of-work.ts';
import { EventDispatcher } from './event-dispatcher.ts';
import type { EventType } from './event-type.ts';

/** After all that they tell of. */
const EVENTS: RowsWrite<{ readonly organisationId: string | undefined; readonly type: string; readonly payload: string }> = {
  rank: 100,
  statements: (rows) =>
    inPowers(rows).map((some) => ({
      sql: `insert into outbox_events (organisation_id, type, payload) values ${valuesOf(0, 3, some.length, (own) => `(${own(1)}, ${own(2)}, ${own(3)})`)}`,
      parameters: some.flatMap(({ organisationId, type, payload }) => [organisationId, type, payload]),
    })),
};

/** Where events are written: in the transaction of the change they tell of, so that neither exists without the other. */
@Injectable()
export class Outbox {
  constructor(private readonly dispatcher: EventDispatcher) {}

  /** Listeners hear the event after commit, at least once. */
  async add<Payload extends object>(tx: Tx, event: EventType<Payload>, payload: Payload): Promise<void> {
    tx.gather(EVENTS, { organisationId: tx.organisationId, type: event.type, payload: JSON.stringify(payload) });
    tx.afterCommit(() => this.dispatcher.wake());
  }
}
