import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work.ts';
import { EventDispatcher } from './event-dispatcher.ts';
import type { EventType } from './event-type.ts';

/** Where events are written: in the transaction of the change they tell of, so that neither exists without the other. */
@Injectable()
export class Outbox {
  constructor(private readonly dispatcher: EventDispatcher) {}

  /** Listeners hear the event after commit, at least once. */
  async add<Payload extends object>(tx: Tx, event: EventType<Payload>, payload: Payload): Promise<void> {
    tx.write('insert into outbox_events (organisation_id, type, payload) values ($1, $2, $3)', [
      tx.organisationId,
      event.type,
      JSON.stringify(payload),
    ]);
    tx.afterCommit(() => this.dispatcher.wake());
  }
}
