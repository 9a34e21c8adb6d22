import { team } from '@balie/shared/contracts/people.ts';
import type { ServerToClientEvents } from '@balie/shared/contracts/realtime.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';

type Changed = Parameters<ServerToClientEvents['ticket.changed']>[0];

let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let lead: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  lead = await aColleague(app, { organisationId: organisation.id, role: 'lead' });
});

const aTeam = async (name: string) => (await lead.post('/api/teams', { name, memberIds: [lead.id] })).as(team).id;
const give = (ticketId: string, teamId: string) => lead.patch(`/api/tickets/${ticketId}`, { changes: { teamId } });
const lastActivity = async (ticketId: string) => (await seeTicket(app, organisation.id, ticketId)).activities.at(-1);
const teamOf = async (ticketId: string) => {
  const [row] = await asOrganisation(app, organisation.id, (tx) =>
    tx.query<{ teamId: string | null }>('select team_id as "teamId" from tickets where id = $1', [ticketId]),
  );
  return row?.teamId;
};

describe('a team that is removed', () => {
  it('is taken off its tickets before every eye, and their timelines say who did it', async () => {
    const [gone, kept] = [await aTeam('Retouren'), await aTeam('Bezorging')];
    const [open, solved, other] = [await aTicket(app, account), await aTicket(app, account), await aTicket(app, account)];
    await give(open.id, gone);
    await give(solved.id, gone);
    await lead.patch(`/api/tickets/${solved.id}`, { changes: { status: 'solved' } });
    await give(other.id, kept);

    const colleague = await aColleague(app, { organisationId: organisation.id });
    const socket = await colleague.openSocket();
    const heard: Changed[] = [];
    socket.on('ticket.changed', (event) => heard.push(event));
    try {
      expect((await lead.del(`/api/teams/${gone}`)).status).toBe(204);
      for (const { id } of [open, solved]) {
        await eventually(() => heard.some(({ ticket }) => ticket.id === id && ticket.teamId === null), 'the row without its team');
        expect(await lastActivity(id)).toMatchObject({
          type: 'team_changed',
          agentId: lead.id,
          data: { from: gone, to: null, removedTeam: 'Retouren' },
        });
        expect(await teamOf(id)).toBeNull();
      }
    } finally {
      socket.close();
    }
    expect(await teamOf(other.id)).toBe(kept);
    expect(await lastActivity(other.id)).toMatchObject({ data: { from: null, to: kept } });
    expect(heard.filter(({ ticket }) => ticket.id === other.id && ticket.teamId === null)).toEqual([]);
    // Whoever saw the ticket without the team may change it: nobody is told that a colleague was first.
    const next = await colleague.patch(`/api/tickets/${open.id}`, { changes: { teamId: kept }, expected: { teamId: null } });
    expect(next.status).toBe(200);
  });

  it('is another organisation’s business: neither it nor its tickets change', async () => {
    const teamId = await aTeam('Retouren');
    const { id } = await aTicket(app, account);
    await give(id, teamId);
    const stranger = (await aFoundedOrganisation(app, { name: 'Elders' })).owner;
    expect((await stranger.del(`/api/teams/${teamId}`)).status).toBe(404);
    expect(await teamOf(id)).toBe(teamId);
  });
});
