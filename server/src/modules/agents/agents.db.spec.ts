import { page } from '@balie/shared/contracts/common.ts';
import { agent, me } from '@balie/shared/contracts/people.ts';
import type { Role } from '@balie/shared/domain/permissions.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type SignedInColleague } from './testing/people.ts';

let app: TestApp;
let owner: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  owner = (await aFoundedOrganisation(app)).owner;
});
const someone = (given: { role?: Role; active?: boolean } = {}) => aColleague(app, { ...given, organisationId: owner.organisationId });
const change = (by: SignedInColleague, who: SignedInColleague, changes: object) => by.patch(`/api/agents/${who.id}`, changes);

describe('colleagues', () => {
  it('are listed page by page, the deactivated ones too, those of other organisations not', async () => {
    const expected = [owner.id];
    for (let n = 0; n < 4; n += 1) expected.push((await someone({ active: n !== 2 })).id);
    const elsewhere = await aFoundedOrganisation(app, { name: 'Elders' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer: { items: { id: string }[]; nextCursor: string | null } = (
        await owner.get(`/api/agents?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      ).as(page(agent));
      seen.push(...answer.items.map(({ id }) => id));
      cursor = answer.nextCursor;
    }
    expect(seen).toEqual(expected);
    expect(seen).not.toContain(elsewhere.owner.id);
  });

  it('work with their new role from the next request on, and consoles hear of it', async () => {
    const colleague = await someone({ role: 'lead' });
    const socket = await owner.openSocket();
    const heard = new Promise<void>((resolve) => socket.on('people.changed', resolve));
    expect((await change(owner, colleague, { role: 'viewer' })).as(agent).role).toBe('viewer');
    expect((await colleague.post('/api/teams', { name: 'Retouren', memberIds: [] })).code).toBe('not_allowed');
    await heard;
    socket.close();
  });

  it('who are deactivated are out at once, connections too, and may be let in again', async () => {
    const colleague = await someone();
    const socket = await colleague.openSocket();
    expect((await change(owner, colleague, { active: false })).as(agent).active).toBe(false);
    expect((await colleague.get('/api/me')).status).toBe(401);
    await eventually(() => socket.disconnected, 'the connection is closed');
    expect((await change(owner, colleague, { active: true })).status).toBe(200);
    expect((await colleague.get('/api/me')).status).toBe(401); // The old session stays ended.
  });

  it.each([{ role: 'agent' }, { active: false }])('keep their last active owner: %j is refused', async (changes) => {
    await someone({ role: 'owner', active: false });
    const refused = await change(owner, owner, changes);
    expect([refused.status, refused.code]).toEqual([409, 'last_owner']);
    expect((await owner.get('/api/me')).as(me).agent).toMatchObject({ role: 'owner', active: true });
  });

  it('keep one owner when two demote each other at the same moment', async () => {
    const second = await someone({ role: 'owner' });
    const answers = await Promise.all([change(owner, second, { role: 'agent' }), change(second, owner, { role: 'agent' })]);
    const owners = (await owner.get('/api/agents')).as(page(agent)).items.filter(({ role }) => role === 'owner');
    expect(owners).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  });

  it('may let an owner go once there is another', async () => {
    const second = await someone({ role: 'owner' });
    expect((await change(second, owner, { active: false })).status).toBe(200);
    expect((await change(second, second, { active: false })).code).toBe('last_owner');
  });
});

describe('what is their own', () => {
  it('is changed piece by piece, and their signature is made harmless', async () => {
    await owner.patch('/api/me', { preferences: { theme: 'dark', sound: true } });
    const changed = (
      await owner.patch('/api/me', {
        locale: 'en',
        preferences: { density: 'compact' },
        signatureHtml: '<p>Groet, <b>Jan</b><script>steal()</script><img src="x" onerror="steal()"></p>',
      })
    ).as(me);
    expect(changed.preferences).toMatchObject({ theme: 'dark', sound: true, density: 'compact', afterSend: 'stay' });
    expect(changed).toMatchObject({ locale: 'en', agent: { name: owner.name } });
    expect(changed.signatureHtml).toContain('<b>Jan</b>');
    expect(changed.signatureHtml).not.toMatch(/script|onerror|steal/);
    expect((await owner.get('/api/me')).as(me)).toEqual(changed);
  });

  it('does not include their role', async () => {
    const viewer = await someone({ role: 'viewer' });
    await viewer.patch('/api/me', { name: 'Ik', role: 'owner' });
    expect((await viewer.get('/api/me')).as(me).agent).toMatchObject({ name: 'Ik', role: 'viewer' });
  });
});
