import { setTimeout as delay } from 'node:timers/promises';
import { type IncomingRaw, RawMessages } from '../../src/channels/core/raw-messages.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { DemoHouse, Services } from '../house/found-house.ts';

interface Posted extends IncomingRaw {
  readonly shop: number;
}

const PATIENCE_MS = 120_000;

/** Where mail comes in: the same door that a mailbox uses, raw and stored first, read by the intake worker. */
export class MailRoom {
  private waiting: Posted[] = [];

  constructor(
    private readonly services: Services,
    private readonly house: DemoHouse,
  ) {}

  post(mail: Posted): void {
    this.waiting.push(mail);
  }

  isWaiting(externalKey: string): boolean {
    return this.waiting.some((mail) => mail.externalKey === externalKey);
  }

  get size(): number {
    return this.waiting.length;
  }

  /** Brings everything in and waits until it is read. @returns ticket id by external key; what failed is not in it */
  async takeIn(): Promise<Map<string, string>> {
    const mails = this.waiting;
    this.waiting = [];
    for (const [shop, accountId] of this.house.accountIds.entries()) {
      const own = mails.filter((mail) => mail.shop === shop);
      if (own.length > 0) await this.services(RawMessages).store(accountId, own);
    }
    const keys = mails.map(({ externalKey }) => externalKey);
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const rows = await this.services(UnitOfWork).run((tx) =>
        tx.query<{ key: string; state: string; ticket: string | null }>(
          `select r.external_key as key, r.state, m.ticket_id as ticket
             from raw_messages r left join messages m on m.id = r.message_id
            where r.organisation_id = $1 and r.external_key = any($2)`,
          [tx.organisationId, keys],
        ),
      );
      if (rows.every(({ state }) => state !== 'pending'))
        return new Map(rows.flatMap(({ key, ticket }) => (ticket ? [[key, ticket]] : [])));
      if (Date.now() > deadline) throw new Error('Mail was not read within two minutes');
      await delay(10);
    }
  }
}
