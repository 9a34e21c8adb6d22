import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { attachment } from '@balie/shared/contracts/files.ts';
import { type Message, type PersonalRow, type TicketDetail, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { v7 as newId } from 'uuid';
import { FakeBolRelay, type PassedOn } from '../../src/channels/bol/testing/fake-bol-relay.ts';
import { type DovecotServer, startDovecot } from '../../src/channels/email/testing/dovecot.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { MAILBOX, openShop } from './connected-shop.ts';
import { eventually } from './eventually.ts';
import { ticketsOf } from './mail-in.ts';
import { startTestApp, type TestApp } from './test-app.ts';

/** A shop with a mailbox that bol's mail comes to, and bol's relay to answer by. */
export class BolShop {
  private constructor(
    readonly dovecot: DovecotServer,
    readonly relay: FakeBolRelay,
    readonly app: TestApp,
    readonly owner: ApiClient,
    readonly bolId: string,
  ) {}

  static async open(): Promise<BolShop> {
    const [dovecot, relay, app] = await Promise.all([
      startDovecot(),
      FakeBolRelay.start(MAILBOX.address),
      startTestApp({ BALIE_MAIL_POLL_SECONDS: '2' }),
    ]);
    await dovecot.addUser(MAILBOX.address, MAILBOX.password);
    const { owner, accountId: mailAccountId } = await openShop(app.url, { imapPort: dovecot.imapPort, smtpPort: relay.port });
    const request = { mailAccountId, name: 'bol', contactAddress: MAILBOX.address };
    const { id } = (await owner.post('/api/channels/bol/accounts', request)).as(channelAccount);
    return new BolShop(dovecot, relay, app, owner, id);
  }

  /** Mail in the shop's mailbox, as bol sends it. */
  deliver(raw: Buffer | string): Promise<void> {
    return this.dovecot.deliver(MAILBOX.address, raw.toString(), 'bounce@bol.com');
  }

  /** A customer asks about an order. @returns the ticket, and the address made for it */
  async asked(order: string, question: string): Promise<{ ticket: PersonalRow; address: string }> {
    const { raw, relay: address } = this.relay.ask({ order, question });
    await this.deliver(raw);
    return { ticket: await this.ticketAbout(question), address };
  }

  ticketAbout(words: string): Promise<PersonalRow> {
    const find = async () => (await ticketsOf(this.owner)).find(({ preview }) => preview.includes(words));
    return eventually(find, `a ticket about "${words}"`);
  }

  async detailOf(ticketId: string): Promise<TicketDetail> {
    return (await this.owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
  }

  async messagesOf(ticketId: string): Promise<Message[]> {
    const { timeline } = await this.detailOf(ticketId);
    return timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  }

  write(ticketId: string, to: string, html: string, attachmentIds: string[]): Promise<ApiAnswer> {
    const request = {
      idempotencyKey: newId(),
      html,
      to: [{ address: to, name: '' }],
      cc: [],
      bcc: [],
      attachmentIds,
      thenStatus: 'pending',
    };
    return this.owner.post(`/api/tickets/${ticketId}/replies`, request);
  }

  passed(words: string): Promise<PassedOn> {
    return eventually(() => this.relay.passedOn.find(({ text }) => text.includes(words)), `"${words}" was passed on`);
  }

  async upload(name: string, bytes: number): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    return (await this.owner.post('/api/attachments', form)).as(attachment).id;
  }

  async close(): Promise<void> {
    await this.app.stop();
    await Promise.all([this.dovecot.stop(), this.relay.stop()]);
  }
}
