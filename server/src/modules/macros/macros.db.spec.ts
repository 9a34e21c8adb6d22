import { type Macro, macro, macroList, type SaveMacroRequest } from '@balie/shared/contracts/macros.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { asOrganisation } from '../tickets/testing/look.ts';

let app: TestApp;
let shop: FoundedOrganisation;
let lead: SignedInColleague;
let agent: SignedInColleague;
let other: SignedInColleague;
const team = newId();

beforeAll(async () => {
  app = await startTestApp();
  shop = await aFoundedOrganisation(app);
  lead = await aColleague(app, { organisationId: shop.id, role: 'lead' });
  agent = await aColleague(app, { organisationId: shop.id });
  other = await aColleague(app, { organisationId: shop.id });
  await asOrganisation(app, shop.id, async (tx) => {
    await tx.query(`insert into teams (id, organisation_id, name) values ($1, $2, 'Retouren')`, [team, shop.id]);
    await tx.query(`insert into team_members (organisation_id, team_id, agent_id) values ($1, $2, $3)`, [shop.id, team, agent.id]);
  });
});
afterAll(() => app.stop());

const aMacro = (given: Partial<SaveMacroRequest> = {}): SaveMacroRequest => ({
  name: 'Retour ontvangen',
  folder: 'Retouren',
  shortcut: null,
  text: { nl: '{{greeting}} {{customer.firstName}}', en: '' },
  changes: {},
  scope: { kind: 'personal' },
  ...given,
});
const make = async (who: SignedInColleague, given: Partial<SaveMacroRequest> = {}): Promise<Macro> =>
  (await who.post('/api/macros', aMacro(given))).as(macro);
const namesFor = async (who: SignedInColleague) => (await who.get('/api/macros')).as(macroList).items.map(({ name }) => name);

it('shows each colleague their own, those of their teams, of shops and of everybody, and nobody another’s own', async () => {
  await make(agent, { name: 'Van mij' });
  await make(lead, { name: 'Van het team', scope: { kind: 'team', teamId: team } });
  await make(lead, { name: 'Van de winkel', scope: { kind: 'shop', shopId: shop.shopId } });
  await make(lead, { name: 'Van allen', scope: { kind: 'everybody' } });
  expect(await namesFor(agent)).toEqual(['Van allen', 'Van de winkel', 'Van het team', 'Van mij']);
  expect(await namesFor(other)).toEqual(['Van allen', 'Van de winkel']);
  expect(await namesFor(lead)).toEqual(['Van allen', 'Van de winkel', 'Van het team']);
});

it('lets agents make and change their own, and leads those of others', async () => {
  const own = await make(agent, { name: 'Eigen', changes: { addTags: ['retour'], status: 'solved', assigneeId: 'me' } });
  expect(own).toMatchObject({ mine: true, uses: 0, changes: { addTags: ['retour'], status: 'solved', assigneeId: 'me' } });
  expect((await agent.post('/api/macros', aMacro({ scope: { kind: 'everybody' } }))).code).toBe('macro_of_others');
  expect((await agent.put(`/api/macros/${own.id}`, aMacro({ scope: { kind: 'team', teamId: team } }))).code).toBe('macro_of_others');
  const shared = await make(lead, { name: 'Gedeeld', scope: { kind: 'everybody' } });
  expect((await agent.put(`/api/macros/${shared.id}`, aMacro())).code).toBe('macro_of_others');
  expect((await agent.del(`/api/macros/${shared.id}`)).code).toBe('macro_of_others');
  expect((await lead.put(`/api/macros/${own.id}`, aMacro())).status).toBe(404);
  expect((await other.del(`/api/macros/${own.id}`)).status).toBe(404);
  expect((await agent.put(`/api/macros/${own.id}`, aMacro({ name: 'Anders' }))).as(macro).name).toBe('Anders');
  expect((await agent.del(`/api/macros/${own.id}`)).status).toBe(204);
  expect((await lead.post('/api/macros', aMacro({ scope: { kind: 'team', teamId: newId() } }))).status).toBe(404);
});

it('keeps shortcuts apart within one owner, and lets two colleagues have the same', async () => {
  await make(agent, { shortcut: 'ret' });
  expect((await agent.post('/api/macros', aMacro({ shortcut: 'RET' }))).code).toBe('macro_shortcut_taken');
  expect((await make(other, { shortcut: 'ret' })).shortcut).toBe('ret');
  expect((await agent.post('/api/macros', aMacro({ shortcut: 'met spatie' }))).status).toBe(400);
});

it('counts its uses, by whoever can use it', async () => {
  const shared = await make(lead, { name: 'Vaak', scope: { kind: 'everybody' } });
  const own = await make(agent, { name: 'Stil' });
  expect((await agent.post(`/api/macros/${shared.id}/uses`)).status).toBe(204);
  expect((await other.post(`/api/macros/${shared.id}/uses`)).status).toBe(204);
  expect((await other.post(`/api/macros/${own.id}/uses`)).status).toBe(404);
  const found = (await agent.get('/api/macros')).as(macroList).items.find(({ id }) => id === shared.id);
  expect(found).toMatchObject({ uses: 2, mine: false });
  expect(found?.lastUsedAt).not.toBeNull();
});
