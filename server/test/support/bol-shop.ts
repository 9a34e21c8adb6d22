import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { FakeBolRelay } from '../../src/channels/bol/testing/fake-bol-relay.ts';
import { type DovecotServer, startDovecot } from '../../src/channels/email/testing/dovecot.ts';
import type { ApiClient } from './api-client.ts';
import { MAILBOX, openShop } from './connected-shop.ts';
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

  async close(): Promise<void> {
    await this.app.stop();
    await Promise.all([this.dovecot.stop(), this.relay.stop()]);
  }
}
