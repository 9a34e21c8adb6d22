import { page } from '@balie/shared/contracts/common.ts';
import { type Session, session } from '@balie/shared/contracts/people.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient, type LiveSocket } from '../../../test/support/api-client.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, PASSWORD, type SignedInColleague } from './testing/people.ts';

const clock = new TestClock();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, clock);
  await aFoundedOrganisation(app);
});
afterAll(() => app.stop());

let colleague: SignedInColleague;
let other: ApiClient;
beforeEach(async () => {
  colleague = await aColleague(app);
  other = await signedInTwice(colleague, PASSWORD);
});
async function signedInTwice(who: SignedInColleague, password: string): Promise<ApiClient> {
  const client = new ApiClient(app.url);
  const answer = await client.send('POST', '/api/session', { email: who.email, password }, { 'user-agent': 'Telefoon' });
  expect(answer.status).toBe(201);
  return client;
}
const list = async (client: ApiClient): Promise<Session[]> => (await client.get('/api/me/sessions')).as(page(session)).items;
const statusOf = async (client: ApiClient) => (await client.get('/api/me')).status;
/** Resolves with what the socket was told before the server closed it. */
const closing = (socket: LiveSocket) => {
  let told = false;
  socket.on('session.ended', () => {
    told = true;
  });
  return new Promise<boolean>((resolve) => socket.on('disconnect', () => resolve(told)));
};

describe('sessions', () => {
  it('are listed with where they are used from, and which one is asking', async () => {
    const items = await list(other);
    expect(items).toHaveLength(2);
    expect(items.find(({ current }) => current)).toMatchObject({ userAgent: 'Telefoon', ip: '127.0.0.1' });
    expect(items.find(({ current }) => !current)?.id).toBe(colleague.sessionId);
  });

  it('are revoked at once, with their live connections, and without touching the others', async () => {
    const [theirs, mine] = [await other.openSocket(), await colleague.openSocket()];
    const closed = closing(theirs);
    const target = (await list(colleague)).find(({ current }) => !current);
    expect((await colleague.del(`/api/me/sessions/${target?.id}`)).status).toBe(204);
    expect(await statusOf(other)).toBe(401);
    expect(await closed).toBe(true);
    expect(mine.connected).toBe(true);
    expect(await statusOf(colleague)).toBe(200);
    mine.close();
  });

  it('of another colleague cannot be revoked', async () => {
    const stranger = await aColleague(app, { role: 'owner' });
    expect((await stranger.del(`/api/me/sessions/${colleague.sessionId}`)).status).toBe(404);
    expect(await statusOf(colleague)).toBe(200);
  });

  it('all end but the own one on request', async () => {
    expect((await colleague.del('/api/me/sessions')).status).toBe(204);
    expect(await statusOf(other)).toBe(401);
    expect(await statusOf(colleague)).toBe(200);
  });

  it('end elsewhere when the password changes, and the new password works', async () => {
    const socket = await other.openSocket();
    const closed = closing(socket);
    const answer = await colleague.post('/api/me/password', { current: PASSWORD, next: 'een heel ander wachtwoord' });
    expect(answer.status).toBe(204);
    expect(await statusOf(other)).toBe(401);
    expect(await closed).toBe(true);
    expect(await statusOf(colleague)).toBe(200);
    await signedInTwice(colleague, 'een heel ander wachtwoord');
  });

  it('stay when the current password is wrong, and guessing it is braked', async () => {
    const change = () => colleague.post('/api/me/password', { current: 'guess', next: 'een heel ander wachtwoord' });
    for (let n = 0; n < 6; n += 1) expect((await change()).code).toBe('wrong_password');
    expect((await change()).status).toBe(429);
    expect(await statusOf(other)).toBe(200);
  });

  it('slide on with use and end after thirty days without', async () => {
    for (let n = 0; n < 3; n += 1) {
      clock.advance({ days: 29 });
      expect(await statusOf(other)).toBe(200);
    }
    clock.advance({ days: 30, seconds: 1 });
    expect(await statusOf(other)).toBe(401);
    await expect(other.openSocket()).rejects.toThrow('not_signed_in');
  });

  it('write "last seen" at most once a minute', async () => {
    const seen = async () => (await list(other)).find(({ current }) => current)?.lastSeenAt;
    const first = await seen();
    clock.advance({ seconds: 59 });
    expect(await seen()).toBe(first);
    clock.advance({ seconds: 2 });
    await statusOf(other);
    const second = await seen();
    expect(second).toBe(clock.now().toISOString());
    const items = (await colleague.get('/api/agents?limit=100')).body as { items: { id: string; lastSeenAt: string | null }[] };
    expect(items.items.find(({ id }) => id === colleague.id)?.lastSeenAt).toBe(second);
  });

  it('that end while a connection is open lose the right to join rooms', async () => {
    const socket = await colleague.openSocket();
    // Past the event that closes connections: only the row goes, as if the message were still on its way.
    await app.database.dataSource.transaction(async (manager) => {
      await manager.query(`set local balie.system_scope = 'on'`);
      await manager.query('delete from sessions where id = $1', [colleague.sessionId]);
    });
    await expect(socket.emitWithAck('join', { room: 'team', id: colleague.id })).rejects.toThrow('disconnected');
    await eventually(() => socket.disconnected, 'the connection is closed');
  });
});
