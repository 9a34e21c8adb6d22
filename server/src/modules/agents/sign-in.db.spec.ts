import { me } from '@balie/shared/contracts/people.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../../../test/support/api-client.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, PASSWORD, type SignedInColleague } from './testing/people.ts';

const clock = new TestClock();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ BALIE_TRUST_PROXY: 'true', BALIE_URL: 'https://balie.example' }, clock);
  await aFoundedOrganisation(app);
});
afterAll(() => app.stop());

let colleague: SignedInColleague;
let visitor: ApiClient;
let lastOctet = 0;
/** Each test comes from addresses of its own: the brake on addresses is no part of most of them. */
const from = (ip: string) => ({ 'x-forwarded-for': ip });
let home: string;
beforeEach(async () => {
  colleague = await aColleague(app);
  visitor = new ApiClient(app.url);
  lastOctet += 1;
  home = `203.0.113.${lastOctet}`;
});
const signIn = (email: string, password: string, ip = home) => visitor.send('POST', '/api/session', { email, password }, from(ip));

describe('signing in', () => {
  it('opens a session in a cookie that neither scripts nor other sites can use', async () => {
    const answer = await signIn(colleague.email.toUpperCase(), PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.as(me).agent.id).toBe(colleague.id);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^balie_session=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag);
    expect((await visitor.get('/api/me')).as(me).agent.id).toBe(colleague.id);
  });

  it('keeps the hash of the secret only', async () => {
    await signIn(colleague.email, PASSWORD);
    const token = visitor.cookie.split('=')[1] ?? '';
    const [row] = await app.database.dataSource.transaction(async (manager) => {
      await manager.query(`set local balie.system_scope = 'on'`);
      return manager.query('select s::text as text from sessions s where agent_id = $1 order by created_at desc limit 1', [colleague.id]);
    });
    expect(row.text).not.toContain(token);
  });

  it('answers an unknown address, a wrong password and a deactivated account alike', async () => {
    const gone = await aColleague(app, { active: false });
    const answers = [
      await signIn(colleague.email, 'wrong password'),
      await signIn('nobody@klompen.example', 'wrong password'),
      await signIn(gone.email, PASSWORD),
    ];
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status, code }) => [status, code])).toEqual(Array.from({ length: 3 }, () => [401, 'sign_in_refused']));
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  });

  it('ends the session on signing out, also for who copied the cookie', async () => {
    await signIn(colleague.email, PASSWORD);
    const copied = new ApiClient(app.url, visitor.cookie);
    expect((await visitor.del('/api/session')).status).toBe(204);
    expect(visitor.cookie).toBe('balie_session=');
    expect((await copied.get('/api/me')).status).toBe(401);
  });
});

describe('the brake on guessing', () => {
  const fail = async (times: number, email: string, ip = home) => {
    for (let n = 0; n < times; n += 1) expect((await signIn(email, 'wrong password', ip)).status).toBe(401);
  };

  it('slows an account down more and more, and says for how long', async () => {
    const waits: number[] = [];
    await fail(5, colleague.email);
    for (let n = 0; n < 4; n += 1) {
      await fail(1, colleague.email);
      const refused = await signIn(colleague.email, PASSWORD);
      expect(refused.status).toBe(429);
      const { retryAfterSeconds } = (refused.body as { meta: { retryAfterSeconds: number } }).meta;
      expect(refused.headers.get('retry-after')).toBe(String(retryAfterSeconds));
      waits.push(retryAfterSeconds);
      clock.advance({ seconds: retryAfterSeconds });
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    expect((await signIn(colleague.email, PASSWORD)).status).toBe(201);
    await fail(5, colleague.email); // Forgotten by the success: five are free again.
  });

  it('brakes an unknown account in the same way, so that it tells nothing', async () => {
    await fail(6, `nobody-${lastOctet}@klompen.example`);
    expect((await signIn(`nobody-${lastOctet}@klompen.example`, PASSWORD)).status).toBe(429);
  });

  it('slows an address down that tries one account after the other, and leaves others alone', async () => {
    for (let n = 0; n < 21; n += 1) await fail(1, `nobody-${lastOctet}-${n}@klompen.example`);
    expect((await signIn(colleague.email, PASSWORD)).code).toBe('too_many_attempts');
    expect((await signIn(colleague.email, PASSWORD, '198.51.100.7')).status).toBe(201);
  });

  it('believes the proxy in front, not what the client wrote before it', async () => {
    for (let n = 0; n < 21; n += 1) await fail(1, `forger-${lastOctet}-${n}@klompen.example`, `192.0.2.${n + 1}, ${home}`);
    expect((await signIn(colleague.email, PASSWORD, `192.0.2.99, ${home}`)).code).toBe('too_many_attempts');
    expect((await signIn(colleague.email, PASSWORD, `${home}, 198.51.100.8`)).status).toBe(201);
  });

  it('counts the whole /64 of an IPv6 customer as one address', async () => {
    for (let n = 0; n < 21; n += 1) await fail(1, `v6-${n}@klompen.example`, `2001:db8:0:${lastOctet}::${n + 1}`);
    expect((await signIn(colleague.email, PASSWORD, `2001:db8::${lastOctet}:0:0:0:ffff`)).status).toBe(429);
    expect((await signIn(colleague.email, PASSWORD, `2001:db8:1:${lastOctet}::1`)).status).toBe(201);
  });

  it('does not let a crowd of simultaneous guesses through', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => signIn(colleague.email, 'wrong password')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(9);
  });

  it('forgets after an hour without failures', async () => {
    await fail(6, colleague.email);
    clock.advance({ minutes: 61 });
    await fail(5, colleague.email);
    expect((await signIn(colleague.email, PASSWORD)).status).toBe(201);
  });

  it('takes about as long for an unknown account as for a known one', async () => {
    const seconds = async (email: string, ip: string) => {
      const started = process.hrtime.bigint();
      await signIn(email, 'wrong password', ip);
      return Number(process.hrtime.bigint() - started) / 1e9;
    };
    // A real hash: the builders' is a cheap one.
    await colleague.post('/api/me/password', { current: PASSWORD, next: 'another long password' });
    const [known, unknown] = [[0], [0]].map(() => [] as number[]);
    for (let n = 0; n < 4; n += 1) {
      known?.push(await seconds(colleague.email, `198.51.100.${100 + n}`));
      unknown?.push(await seconds(`nobody-${n}@timing.example`, `198.51.100.${110 + n}`));
    }
    const fastestKnown = Math.min(...(known ?? []));
    // Without a hash to compare with it takes a twentieth; a machine that is busy may well take a half.
    expect(Math.min(...(unknown ?? []))).toBeGreaterThan(fastestKnown * 0.2);
  });
});
