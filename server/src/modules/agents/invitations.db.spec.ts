import { invitationOffer, invitationWithLink, me } from '@balie/shared/contracts/people.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../../../test/support/api-client.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { type SystemMail, SystemMailer } from '../../platform/mail/system-mailer.ts';
import { aColleague, aFoundedOrganisation, type SignedInColleague } from './testing/people.ts';

const clock = new TestClock();
let mails: SystemMail[] = [];
let mailWorks = true;
let app: TestApp;
let owner: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({}, clock);
  app.app.get(SystemMailer).setFallback(async (mail) => {
    if (mailWorks) mails.push(mail);
    return mailWorks;
  });
  owner = (await aFoundedOrganisation(app)).owner;
});
afterAll(() => app.stop());
beforeEach(() => {
  mails = [];
  mailWorks = true;
});

let count = 0;
const invite = async (given: { email?: string; role?: string } = {}) => {
  count += 1;
  const answer = await owner.post('/api/invitations', { email: `new${count}@klompen.example`, role: 'agent', ...given });
  return { ...answer.as(invitationWithLink), status: answer.status };
};
const tokenOf = ({ link }: { link: string }) => link.split('/invitation/')[1] ?? '';
const accept = (token: string, visitor = new ApiClient(app.url)) =>
  visitor.post(`/api/invitations/by-token/${token}/accept`, { name: 'Nieuwe Collega', password: 'een lang wachtwoord' });

describe('an invitation', () => {
  it('brings a colleague in, with the invited role and signed in, once', async () => {
    const invited = await invite({ role: 'lead' });
    expect(invited).toMatchObject({ status: 201, mailed: true, invitedBy: owner.name, role: 'lead' });
    const visitor = new ApiClient(app.url);
    const offer = (await visitor.get(`/api/invitations/by-token/${tokenOf(invited)}`)).as(invitationOffer);
    expect(offer).toEqual({ organisationName: 'Klompen & Co', email: invited.email, role: 'lead', invitedBy: owner.name });
    expect((await accept(tokenOf(invited), visitor)).as(me).agent).toMatchObject({
      name: 'Nieuwe Collega',
      role: 'lead',
      email: invited.email,
    });
    expect((await visitor.get('/api/me')).status).toBe(200);
    expect((await accept(tokenOf(invited))).code).toBe('invitation_invalid');
    expect((await owner.get('/api/invitations')).text).not.toContain(invited.email);
  });

  it('is mailed with its link where mail works', async () => {
    const invited = await invite();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: invited.email });
    expect(mails[0]?.text).toContain(invited.link);
    expect(mails[0]?.html).toContain('Klompen &#38; Co');
  });

  it('can be copied where mail does not work, and says so', async () => {
    mailWorks = false;
    const invited = await invite();
    expect(invited.mailed).toBe(false);
    expect((await accept(tokenOf(invited))).status).toBe(201);
  });

  it('gives its link once: the list and the database do not hold it', async () => {
    const invited = await invite();
    const listed = (await owner.get('/api/invitations')).text;
    expect(listed).toContain(invited.id);
    expect(listed).not.toContain(tokenOf(invited));
    const rows = await app.database.dataSource.transaction(async (manager) => {
      await manager.query(`set local balie.system_scope = 'on'`);
      return manager.query('select i::text as text from invitations i where id = $1', [invited.id]);
    });
    expect(rows).toHaveLength(1);
    expect(rows[0].text).not.toContain(tokenOf(invited));
  });

  it('that is renewed gets a new link and term, and the old link stops working', async () => {
    const invited = await invite();
    clock.advance({ days: 6 });
    const renewed = (await owner.post(`/api/invitations/${invited.id}/link`)).as(invitationWithLink);
    expect(Date.parse(renewed.expiresAt) - Date.parse(invited.expiresAt)).toBe(6 * 24 * 3600 * 1000);
    expect((await accept(tokenOf(invited))).status).toBe(410);
    clock.advance({ days: 6 });
    expect((await accept(tokenOf(renewed))).status).toBe(201);
  });

  it('expires after seven days, and stays in the list to be renewed', async () => {
    const invited = await invite();
    clock.advance({ days: 7, seconds: 1 });
    expect((await new ApiClient(app.url).get(`/api/invitations/by-token/${tokenOf(invited)}`)).status).toBe(410);
    expect((await accept(tokenOf(invited))).status).toBe(410);
    expect((await owner.get('/api/invitations')).text).toContain(invited.id);
  });

  it('to the same address replaces the one before', async () => {
    const first = await invite({ email: 'twice@klompen.example', role: 'owner' });
    const second = await invite({ email: 'Twice@Klompen.example', role: 'viewer' });
    expect(second.id).toBe(first.id);
    expect((await accept(tokenOf(first))).status).toBe(410);
    expect((await accept(tokenOf(second))).as(me).agent.role).toBe('viewer');
  });

  it('makes one colleague when its link is used twice at once', async () => {
    const invited = await invite();
    const answers = await Promise.all([accept(tokenOf(invited)), accept(tokenOf(invited)), accept(tokenOf(invited))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410]);
  });

  it('can be withdrawn', async () => {
    const invited = await invite();
    expect((await owner.del(`/api/invitations/${invited.id}`)).status).toBe(204);
    expect((await accept(tokenOf(invited))).status).toBe(410);
    expect((await owner.del(`/api/invitations/${invited.id}`)).status).toBe(404);
  });

  it('is refused for a colleague, and for an address that signs in elsewhere when it is accepted', async () => {
    expect((await owner.post('/api/invitations', { email: owner.email, role: 'agent' })).code).toBe('email_in_use');
    const elsewhere = await aFoundedOrganisation(app, { name: 'Elders' });
    const invited = await invite({ email: elsewhere.owner.email });
    const refused = await accept(tokenOf(invited));
    expect([refused.status, refused.code]).toEqual([409, 'email_in_use']);
    expect((await elsewhere.owner.get('/api/me')).as(me).organisation.name).toBe('Elders');
  });

  it('is for owners to give', async () => {
    const lead = await aColleague(app, { role: 'lead', organisationId: owner.organisationId });
    expect((await lead.post('/api/invitations', { email: 'x@klompen.example', role: 'owner' })).status).toBe(403);
    expect((await lead.get('/api/invitations')).status).toBe(403);
  });
});
