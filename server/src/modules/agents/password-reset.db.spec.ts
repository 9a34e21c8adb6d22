import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../../../test/support/api-client.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { type SystemMail, SystemMailer } from '../../platform/mail/system-mailer.ts';
import { aColleague, aFoundedOrganisation, PASSWORD, type SignedInColleague } from './testing/people.ts';

const NEXT = 'een nieuw lang wachtwoord';
const clock = new TestClock();
const mails: SystemMail[] = [];
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ BALIE_TRUST_PROXY: 'true' }, clock);
  app.app.get(SystemMailer).setFallback(async (mail) => {
    mails.push(mail);
    return true;
  });
  await aFoundedOrganisation(app);
});
afterAll(() => app.stop());

let colleague: SignedInColleague;
let visitor: ApiClient;
let lastOctet = 0;
beforeEach(async () => {
  colleague = await aColleague(app);
  visitor = new ApiClient(app.url);
  lastOctet += 1;
});
const ask = (email: string) => visitor.send('POST', '/api/password-resets', { email }, { 'x-forwarded-for': `203.0.113.${lastOctet}` });
const mailsTo = (email: string) => mails.filter(({ to }) => to === email);
const linkFor = async (email: string, nth = 1) => {
  const mail = await eventually(() => mailsTo(email)[nth - 1], `mail ${nth} to ${email}`);
  return /\/reset-password\/([\w-]+)/.exec(mail.text)?.[1] ?? '';
};
const confirm = (token: string, password = NEXT) => visitor.post(`/api/password-resets/${token}`, { password });
const signIn = (password: string) => new ApiClient(app.url).post('/api/session', { email: colleague.email, password });

describe('a password reset', () => {
  it('lets in with the new password only, and ends every session', async () => {
    expect((await ask(colleague.email)).status).toBe(204);
    const token = await linkFor(colleague.email);
    expect((await confirm(token)).status).toBe(204);
    expect((await colleague.get('/api/me')).status).toBe(401);
    expect((await signIn(PASSWORD)).status).toBe(401);
    expect((await signIn(NEXT)).status).toBe(201);
  });

  it('works once', async () => {
    await ask(colleague.email);
    const token = await linkFor(colleague.email);
    const answers = await Promise.all([confirm(token), confirm(token, 'van een ander persoon'), confirm(token, 'van nog een persoon')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
    expect((await confirm(token)).code).toBe('reset_link_invalid');
  });

  it('answers an unknown address, a deactivated and a known one alike, and mails the known one only', async () => {
    const gone = await aColleague(app, { active: false });
    const answers = [await ask('nobody@klompen.example'), await ask(gone.email), await ask(colleague.email)];
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array.from({ length: 3 }, () => [204, '']));
    await linkFor(colleague.email);
    expect([...mailsTo('nobody@klompen.example'), ...mailsTo(gone.email)]).toEqual([]);
  });

  it('expires after an hour', async () => {
    await ask(colleague.email);
    const token = await linkFor(colleague.email);
    clock.advance({ minutes: 60, seconds: 1 });
    expect((await confirm(token)).status).toBe(410);
    expect((await signIn(PASSWORD)).status).toBe(201);
  });

  it('that is newer makes the older link useless, and mails no more than one a minute', async () => {
    await ask(colleague.email);
    const first = await linkFor(colleague.email);
    await ask(colleague.email);
    clock.advance({ seconds: 61 });
    await ask(colleague.email);
    const second = await linkFor(colleague.email, 2);
    expect((await confirm(first)).status).toBe(410);
    expect((await confirm(second)).status).toBe(204);
    expect(mailsTo(colleague.email)).toHaveLength(2);
  });

  it('is braked for who asks again and again', async () => {
    for (let n = 0; n < 6; n += 1) expect((await ask(`x${lastOctet}@klompen.example`)).status).toBe(204);
    expect((await ask(`x${lastOctet}@klompen.example`)).code).toBe('too_many_attempts');
  });

  it('does not open for a guessed token or a short password', async () => {
    await ask(colleague.email);
    const token = await linkFor(colleague.email);
    expect((await confirm('guessed')).status).toBe(410);
    expect((await confirm(token, 'kort')).status).toBe(400);
    expect((await confirm(token)).status).toBe(204);
  });

  it('keeps the link out of the database', async () => {
    await ask(colleague.email);
    const token = await linkFor(colleague.email);
    const rows = await app.database.dataSource.transaction(async (manager) => {
      await manager.query(`set local balie.system_scope = 'on'`);
      return manager.query(`select r::text as text from password_resets r union all select j::text from graphile_worker._private_jobs j`);
    });
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.length).toBeGreaterThan(0);
  });
});
