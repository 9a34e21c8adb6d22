import { page } from '@balie/shared/contracts/common.ts';
import { organisation, shop } from '@balie/shared/contracts/people.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';

let app: TestApp;
let ours: FoundedOrganisation;
let theirs: FoundedOrganisation;
let viewer: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
  ours = await aFoundedOrganisation(app);
  theirs = await aFoundedOrganisation(app, { name: 'Elders' });
  viewer = await aColleague(app, { role: 'viewer', organisationId: ours.id });
});
afterAll(() => app.stop());

describe('the organisation and its shops', () => {
  it('are read by everybody in it, and changed by owners', async () => {
    const socket = await viewer.openSocket();
    const heard = new Promise<void>((resolve) => socket.on('people.changed', resolve));
    expect((await ours.owner.patch('/api/organisation', { name: 'Klompen Groep' })).as(organisation).name).toBe('Klompen Groep');
    await heard;
    socket.close();
    expect((await viewer.get('/api/organisation')).as(organisation)).toMatchObject({ id: ours.id, name: 'Klompen Groep' });
    expect((await viewer.patch('/api/organisation', { name: 'x' })).status).toBe(403);
    expect((await theirs.owner.get('/api/organisation')).as(organisation).name).toBe('Elders');
  });

  it('lets leads say how long an answer reopens a ticket, and owners alone the name', async () => {
    const lead = await aColleague(app, { role: 'lead', organisationId: ours.id });
    expect((await viewer.get('/api/organisation')).as(organisation).reopenWithinDays).toBe(14);
    expect((await lead.patch('/api/organisation', { reopenWithinDays: 30 })).as(organisation).reopenWithinDays).toBe(30);
    expect((await lead.patch('/api/organisation', { reopenWithinDays: null })).as(organisation).reopenWithinDays).toBeNull();
    expect((await lead.patch('/api/organisation', { name: 'x' })).status).toBe(403);
    expect((await lead.patch('/api/organisation', { reopenWithinDays: 0 })).status).toBe(400);
    expect((await theirs.owner.get('/api/organisation')).as(organisation).reopenWithinDays).toBe(14);
  });

  it('keep a signature per shop, made harmless', async () => {
    const made = (await ours.owner.post('/api/shops', { name: 'Klomp.be' })).as(shop);
    const signatureHtml = '<p>{{agent.name}} van {{shop.name}}<script>x()</script></p>';
    const saved = (await ours.owner.patch(`/api/shops/${made.id}`, { name: 'Klomp.be', signatureHtml })).as(shop);
    expect(saved.signatureHtml).toBe('<p>{{agent.name}} van {{shop.name}}</p>');
    const listed = (await viewer.get('/api/shops')).as(page(shop)).items;
    expect(listed.map(({ id }) => id)).toEqual([ours.shopId, made.id]);
    expect(listed[1]).toEqual(saved);
  });

  it('of another organisation do not exist', async () => {
    const answer = await ours.owner.patch(`/api/shops/${theirs.shopId}`, { name: 'Gestolen', signatureHtml: '' });
    expect(answer.status).toBe(404);
    expect((await theirs.owner.get('/api/shops')).text).not.toContain('Gestolen');
  });
});
