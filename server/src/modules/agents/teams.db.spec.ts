import { page } from '@balie/shared/contracts/common.ts';
import { agent, team } from '@balie/shared/contracts/people.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type SignedInColleague } from './testing/people.ts';

let app: TestApp;
let lead: SignedInColleague;
let member: SignedInColleague;
let stranger: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
  await aFoundedOrganisation(app);
  lead = await aColleague(app, { role: 'lead' });
  member = await aColleague(app);
  stranger = (await aFoundedOrganisation(app, { name: 'Elders' })).owner;
});
afterAll(() => app.stop());
const make = async (name: string, memberIds: string[] = []) => (await lead.post('/api/teams', { name, memberIds })).as(team);
const join = async (who: SignedInColleague, id: string) => {
  const socket = await who.openSocket();
  const answer = await socket.emitWithAck('join', { room: 'team', id });
  socket.close();
  return answer;
};

describe('teams', () => {
  it('have members, who are shown with their teams', async () => {
    const made = await make('Retouren', [member.id, lead.id, member.id]);
    expect(made.memberIds.toSorted()).toEqual([member.id, lead.id].toSorted());
    const agents = (await lead.get('/api/agents')).as(page(agent)).items;
    expect(agents.find(({ id }) => id === member.id)?.teamIds).toEqual([made.id]);
    const saved = (await lead.patch(`/api/teams/${made.id}`, { name: 'Retour', memberIds: [lead.id] })).as(team);
    expect(saved).toEqual({ id: made.id, name: 'Retour', memberIds: [lead.id] });
    expect((await lead.del(`/api/teams/${made.id}`)).status).toBe(204);
    expect((await lead.get('/api/teams')).text).not.toContain(made.id);
  });

  it('have one name each', async () => {
    await make('Levering');
    const other = await make('Facturen');
    expect((await lead.post('/api/teams', { name: 'LEVERING', memberIds: [] })).code).toBe('team_name_taken');
    expect((await lead.patch(`/api/teams/${other.id}`, { name: 'Levering', memberIds: [] })).code).toBe('team_name_taken');
  });

  it('take colleagues only: nobody of another organisation, and then nothing is saved', async () => {
    const made = await make('Kassa', [member.id]);
    expect((await lead.patch(`/api/teams/${made.id}`, { name: 'Kassa', memberIds: [stranger.id] })).status).toBe(404);
    expect((await lead.post('/api/teams', { name: 'Vreemd', memberIds: [stranger.id] })).status).toBe(404);
    const teams = (await lead.get('/api/teams')).as(page(team)).items;
    expect(teams.find(({ id }) => id === made.id)?.memberIds).toEqual([member.id]);
    expect(teams.map(({ name }) => name)).not.toContain('Vreemd');
  });

  it('are followed live by members and who manages teams', async () => {
    const made = await make('Bezorging', [member.id]);
    const outsider = await aColleague(app, { organisationId: lead.organisationId });
    expect(await join(member, made.id)).toEqual({ ok: true });
    expect(await join(lead, made.id)).toEqual({ ok: true });
    expect(await join(outsider, made.id)).toEqual({ ok: false, code: 'not_found' });
    expect(await join(stranger, made.id)).toEqual({ ok: false, code: 'not_found' });
  });
});
