import { setTimeout as delay } from 'node:timers/promises';
import { type IncomingRaw, RawMessages } from '../../src/channels/core/raw-messages.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { DemoHouse, Services } from '../house/found-house.ts';

const PATIENCE_MS = 120_000;
const LOOK_MS = 10;
/** Stories run ahead of the intake worker by this many mails at most. */
const MOST_UNREAD = 40;

/** Where mail comes in: the same door that a mailbox uses, raw and stored first, read by the intake worker meanwhile. */
export class MailRoom {
  private readonly unread = new Set<string>();
  private readonly tickets = new Map<string, string>();

  constructor(
    private readonly services: Services,
    private readonly house: DemoHouse,
  ) {}

  /** @param shop place of the mailbox in the house */
  async post(shop: number, mail: IncomingRaw): Promise<void> {
    const accountId = this.house.accountIds[shop];
    if (!accountId) throw new Error(`The demo has no shop ${shop}`);
    await this.services(RawMessages).store(accountId, [mail]);
    this.unread.add(mail.externalKey);
    if (this.unread.size > MOST_UNREAD) await this.allRead();
  }

  /** It was stored by another door. */
  expect(externalKey: string): void {
    this.unread.add(externalKey);
  }

  /** The ticket that a mail came to, once it is read. */
  async ticketOf(externalKey: string): Promise<string> {
    await this.until(() => !this.unread.has(externalKey));
    const ticketId = this.tickets.get(externalKey);
    if (!ticketId) throw new Error(`The mail ${externalKey} did not come to a ticket`);
    return ticketId;
  }

  allRead(): Promise<void> {
    return this.until(() => this.unread.size === 0);
  }

  private async until(done: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!done()) {
      await this.look();
      if (done()) return;
      if (Date.now() > deadline) throw new Error('Mail was not read within two minutes');
      await delay(LOOK_MS);
    }
  }

  private async look(): Promise<void> {
    const rows = await this.services(UnitOfWork).run((tx) =>
      tx.query<{ key: string; ticket: string | null }>(
        `select r.external_key as key, m.ticket_id as ticket
           from raw_messages r left join messages m on m.id = r.message_id
          where r.organisation_id = $1 and r.external_key = any($2) and r.state <> 'pending'`,
        [tx.organisationId, [...this.unread]],
      ),
    );
    for (const { key, ticket } of rows) {
      this.unread.delete(key);
      if (ticket) this.tickets.set(key, ticket);
    }
  }
}
