import net from 'node:net';
import tls from 'node:tls';
import type { EmailConnection } from '@balie/shared/contracts/channels.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../../test/support/test-app.ts';
import { readConfig } from '../../platform/config/config.ts';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { TestConnection } from './test-connection.ts';
import { type DovecotServer, startDovecot } from './testing/dovecot.ts';
import { TEST_CERTIFICATE } from './testing/test-certificate.ts';

const ADDRESS = 'info@winkel.test';
const open = readConfig({ BALIE_ALLOW_PRIVATE_HOSTS: 'true' }, '/tmp');
const strict = readConfig({}, '/tmp');
const sut = (config = open) => new TestConnection(new OutboundGuard(config), config);
let dovecot: DovecotServer;
beforeAll(async () => {
  dovecot = await startDovecot();
  await dovecot.addUser(ADDRESS, 'geheim');
  await dovecot.addUser('ander@winkel.test', 'anders');
});
afterAll(() => dovecot.stop());

type Part = Partial<EmailConnection['imap']>;
function connection(imap: Part = {}, smtp: Part = {}, address = ADDRESS): EmailConnection {
  const base = { host: '127.0.0.1', security: 'none' as const, user: ADDRESS, password: 'geheim' };
  return { address, imap: { ...base, port: dovecot.imapPort, ...imap }, smtp: { ...base, port: dovecot.smtpPort, ...smtp } };
}
const codes = async (given: EmailConnection, config = open) => (await sut(config).execute(given)).result.steps.map(({ code }) => code);

it('passes what works, tells how much mail there is, and sends nothing', async () => {
  await dovecot.deliver(ADDRESS, 'Subject: x\r\n\r\ny');
  const { result, inbox } = await sut().execute(connection());
  expect(result).toEqual({
    ok: true,
    steps: [
      { step: 'imap', ok: true, code: null, detail: null },
      { step: 'smtp', ok: true, code: null, detail: null },
    ],
    messageCount: 1,
  });
  expect(inbox?.uidNext).toBe(2);
  expect(dovecot.submitted).toEqual([]);
  expect(await dovecot.mailsOf(ADDRESS)).toHaveLength(1);
});

describe('says in plain words what is wrong', () => {
  it('with the password', async () => {
    const { result } = await sut().execute(connection({ password: 'fout' }, { password: 'fout' }));
    expect(result.steps.map(({ code }) => code)).toEqual(['wrong_password', 'wrong_password']);
    expect(result.steps[0]?.detail).toMatch(/refuses the user name "info@winkel.test" or its password.*\(.*Authentication failed/);
    expect(result.steps[1]?.detail).toMatch(/\(535.*Authentication failed/);
    expect(result.messageCount).toBeNull();
  });

  it('with the name of the server', async () => {
    expect(await codes(connection({ host: 'imap.bestaat-niet.invalid' }, { host: 'smtp.bestaat-niet.invalid' }))).toEqual([
      'host_not_found',
      'host_not_found',
    ]);
  });

  it('with the port', async () => {
    const [one, other] = [await freePort(), await freePort()];
    expect(await codes(connection({ port: one }, { port: other }))).toEqual(['connection_refused', 'connection_refused']);
  });

  it('when TLS is asked of a server that speaks none', async () => {
    expect(await codes(connection({ security: 'tls' }, { security: 'tls' }))).toEqual(['tls_failed', 'tls_failed']);
    expect(await codes(connection({ security: 'starttls' }, { security: 'starttls' }))).toEqual([
      'starttls_unsupported',
      'starttls_unsupported',
    ]);
  });

  it('when the address may not be sent from', async () => {
    const { result } = await sut().execute(connection({}, { user: 'ander@winkel.test', password: 'anders' }));
    expect(result.steps[1]).toMatchObject({ code: 'sender_refused', detail: expect.stringMatching(/not owned by user/) });
  });

  it('when another kind of server answers', async () => {
    const server = net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const given = await codes(connection({ port }, { port }));
    server.close();
    expect(given).toEqual(['not_this_protocol', 'not_this_protocol']);
  });

  it('when nobody speaks', async () => {
    const sockets = new Set<net.Socket>();
    const server = net.createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const given = await codes(connection({ port }, { port }));
    for (const code of given) expect(['not_this_protocol', 'connection_timed_out']).toContain(code);
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('with a certificate that nobody vouches for', async () => {
    const server = tls.createServer(TEST_CERTIFICATE, (socket) => socket.end('* OK\r\n'));
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const wrong = { port, security: 'tls' as const, host: 'localhost' };
    expect(await codes(connection(wrong, wrong))).toEqual(['certificate_invalid', 'certificate_invalid']);
    server.close();
  });

  it('with a host on a private network, where the operator does not allow it', async () => {
    const tlsOnly = { security: 'tls' as const };
    expect(await codes(connection(tlsOnly, tlsOnly), strict)).toEqual(['address_not_allowed', 'address_not_allowed']);
    const local = { ...tlsOnly, host: 'localhost' };
    expect(await codes(connection(local, local), strict)).toEqual(['address_not_allowed', 'address_not_allowed']);
  });

  it('with a connection without encryption, where the operator does not allow it', async () => {
    const { result } = await sut(strict).execute(connection());
    expect(result.steps.map(({ detail }) => detail)).toEqual([expect.stringMatching(/without TLS/), expect.stringMatching(/without TLS/)]);
    expect(await dovecot.signIns(ADDRESS)).toBeGreaterThan(0); // Of the tests before; this one did not even connect.
  });
});
