import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { ImapConnection } from './imap-connection.ts';
import { type DovecotServer, startDovecot } from './testing/dovecot.ts';

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

it('does not take a mailbox for empty when its connection is gone', async () => {
  const own = await ImapConnection.open(
    { host: '127.0.0.1', port: dovecot.imapPort, security: 'none', user: USER.address, password: USER.password },
    new OutboundGuard({ allowPrivateHosts: true } as never),
  );
  const { uidNext } = await own.openInbox();
  expect(await own.headsFrom(1)).toHaveLength(uidNext - 1);
  const lost = { code: 'EConnectionClosed' };
  // In the middle of a question, and before the next one.
  const asked = own.contents([1], 1_000_000);
  own.close();
  await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(/connection/i) });
  await expect(own.contents([1], 1_000_000)).rejects.toMatchObject(lost);
  await expect(own.headsFrom(1)).rejects.toMatchObject(lost);
  await expect(own.headsOf([1])).rejects.toMatchObject(lost);
  await expect(own.uidsSince(new Date(0))).rejects.toMatchObject(lost);
  await expect(own.sentFolder()).rejects.toMatchObject(lost);
  await expect(own.stateOf('INBOX')).rejects.toMatchObject(lost);
});
