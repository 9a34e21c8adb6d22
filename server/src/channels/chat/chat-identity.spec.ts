import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type JWTPayload, SignJWT } from 'jose';
import { verifyIdentity } from './chat-identity.ts';

const KEY = 'abcdefghijklmnopqrstuvwx';
const NOW = new Date('2026-03-01T12:00:00Z');
const seconds = (minutes: number) => Math.floor(NOW.getTime() / 1000) + minutes * 60;
const secret = randomBytes(32).toString('hex');

const signed = (claims: JWTPayload, by = secret, alg = 'HS256') =>
  new SignJWT({ sub: 'klant-7', exp: seconds(10), ...claims }).setProtectedHeader({ alg }).sign(Buffer.from(by, 'utf8'));
const verify = (jwt: string, secrets = [secret]) => verifyIdentity({ jwt }, secrets, KEY, NOW);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a JWT', () => {
  it('says who somebody is, and the shop vouches for what is in it', async () => {
    const jwt = await signed({ email: 'Jan@Klant.test', name: 'Jan', aud: KEY });
    expect(await verify(jwt)).toEqual({ userId: 'klant-7', name: 'Jan', email: 'jan@klant.test', emailVerified: true, phone: null });
    expect(await verify(await signed({ sub: '7' }))).toMatchObject({ userId: '7', email: '', emailVerified: false });
  });

  it('is refused when it is forged, in whichever way', async () => {
    const good = await signed({});
    const [header = '', , signature = ''] = good.split('.');
    const forged = [
      await signed({}, 'another secret, long enough for anything'),
      await signed({}, secret, 'HS512'),
      `${header}.${part({ sub: 'klant-8', exp: seconds(10) })}.${signature}`,
      `${part({ alg: 'none' })}.${part({ sub: 'klant-7', exp: seconds(10) })}.`,
      `${part({ alg: 'none' })}.${part({ sub: 'klant-7', exp: seconds(10) })}.${signature}`,
      `${good.slice(0, -2)}xx`,
      'x',
      'a.b.c',
    ];
    for (const jwt of forged) await expect(verify(jwt)).rejects.toMatchObject({ code: 'identity_refused' });
  });

  it('is refused when it is too old, not valid yet, without an end, without a subject, or for another chat', async () => {
    await expect(verify(await signed({ exp: seconds(-2) }))).rejects.toThrow('it has expired');
    const refused = [{ nbf: seconds(2) }, { exp: undefined }, { sub: undefined }, { sub: '' }, { aud: 'another-chat' }, { email: 'x' }];
    for (const claims of refused) {
      await expect(verify(await signed(claims as JWTPayload))).rejects.toMatchObject({ code: 'identity_refused' });
    }
    // A clock that is half a minute off hurts nobody.
    expect(await verify(await signed({ exp: seconds(-0.5) }))).toMatchObject({ userId: 'klant-7' });
  });

  it('may be signed by the secret before, as long as that works', async () => {
    const old = randomBytes(32).toString('hex');
    const jwt = await signed({}, old);
    expect(await verify(jwt, [secret, old])).toMatchObject({ userId: 'klant-7' });
    await expect(verify(jwt, [secret])).rejects.toMatchObject({ code: 'identity_refused' });
    await expect(verify(jwt, [])).rejects.toMatchObject({ code: 'identity_refused' });
  });
});

describe('an HMAC', () => {
  const hmac = (userId: string, by = secret) => createHmac('sha256', by).update(userId).digest('hex');
  const check = (given: { userId: string; hmac: string; email?: string }) => verifyIdentity(given, [secret], KEY, NOW);

  it('vouches for the user id alone', async () => {
    const known = await check({ userId: '7', hmac: hmac('7'), email: 'jan@klant.test' });
    expect(known).toMatchObject({ userId: '7', email: 'jan@klant.test', emailVerified: false });
    expect(await check({ userId: '7', hmac: hmac('7').toUpperCase(), email: 'geen adres' })).toMatchObject({ email: '' });
  });

  it('is refused for another id or by another secret', async () => {
    await expect(check({ userId: '8', hmac: hmac('7') })).rejects.toMatchObject({ code: 'identity_refused' });
    await expect(check({ userId: '7', hmac: hmac('7', 'x') })).rejects.toMatchObject({ code: 'identity_refused' });
  });
});
