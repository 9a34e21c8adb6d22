import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { ImapConnection } from './imap-connection.ts';
import { type DovecotServer, startDovecot } from './testing/dovecot.ts';

jest.setTimeout(30_000);

const USER = { address: 'info@winkel.test', password: 'geheim' };
let dovecot: DovecotServer;
let connection: ImapConnection;
beforeAll(async () => {
  dovecot = await startDovecot();
  await dovecot.addUser(USER.address, USER.password);
  const server = { host: '127.0.0.1', port: dovecot.imapPort, security: 'none', user: USER.address, password: USER.password } as const;
  connection = await ImapConnection.open(server, new OutboundGuard({ allowPrivateHosts: true } as never));
});
afterAll(async () => {
  connection.close();
  await dovecot.stop();
});

it('does not wait for mail that the server announced in the answer to another question', async () => {
  const { uidNext } = await connection.openInbox();
  await dovecot.deliver(USER.address, 'From: jan@klant.test\r\nSubject: Hallo\r\n\r\nDag\r\n');
  // The server tells of the mail now, while nobody waits for news.
  await connection.uidsSince(new Date(0));
  await connection.waitForNews(600_000, undefined, new AbortController().signal);
  expect(await connection.headsFrom(uidNext)).toMatchObject([{ uid: uidNext }]);
  // Looked for and found: now there is nothing to tell.
  let told = false;
  const stopping = new AbortController();
  const waiting = connection.waitForNews(600_000, undefined, stopping.signal).then(() => {
    told = !stopping.signal.aborted;
  });
  await connection.uidsSince(new Date(0));
  stopping.abort();
  await waiting;
  expect(told).toBe(false);
});
