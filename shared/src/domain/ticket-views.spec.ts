import { describe, expect, it } from '@jest/globals';
import { VIEW_IDS } from '../contracts/tickets.ts';
import { belongsToView, compareInView, type ViewFacts } from './ticket-views.ts';

const ME = '00000000-0000-7000-8000-000000000001';
const SOMEONE = '00000000-0000-7000-8000-000000000002';
const TEAM = '00000000-0000-7000-8000-00000000000a';

function aTicket(facts: Partial<ViewFacts> = {}): ViewFacts {
  return {
    id: '00000000-0000-7000-8000-0000000000ff',
    status: 'open',
    assigneeId: null,
    teamId: null,
    shopId: '00000000-0000-7000-8000-00000000000b',
    lastMessageAt: '2026-03-01T09:00:00.000Z',
    waitingSince: null,
    snoozedUntil: null,
    deadline: null,
    ...facts,
  };
}
const viewsOf = (facts: Partial<ViewFacts>) => VIEW_IDS.filter((view) => belongsToView(view, aTicket(facts), ME));

describe('belongsToView', () => {
  it('shows an open ticket of nobody as unassigned and open, and not as mine', () => {
    expect(viewsOf({})).toEqual(['unassigned', 'open']);
  });

  it('shows my open ticket as mine and open', () => {
    expect(viewsOf({ assigneeId: ME })).toEqual(['mine', 'open']);
  });

  it("keeps a colleague's open ticket out of mine and unassigned", () => {
    expect(viewsOf({ assigneeId: SOMEONE })).toEqual(['open']);
  });

  it.each([
    ['pending', ['pending']],
    ['snoozed', ['snoozed']],
    ['solved', ['solved']],
    ['closed', ['solved']],
    ['spam', ['spam']],
  ] as const)('moves a %s ticket of mine to its own view alone', (status, views) => {
    expect(viewsOf({ status, assigneeId: ME })).toEqual(views);
  });

  it("shows a team its open tickets, not another team's and not its solved ones", () => {
    const view = `team:${TEAM}` as const;
    expect(belongsToView(view, aTicket({ teamId: TEAM }), ME)).toBe(true);
    expect(belongsToView(view, aTicket({ teamId: SOMEONE }), ME)).toBe(false);
    expect(belongsToView(view, aTicket(), ME)).toBe(false);
    expect(belongsToView(view, aTicket({ teamId: TEAM, status: 'solved' }), ME)).toBe(false);
  });
});

describe('what comes near its deadline', () => {
  const warned = { target: 'first_response', state: 'warned', dueAt: '2026-03-01T10:00:00.000Z', warnAt: null, leftSeconds: null } as const;
  const inView = (facts: Partial<ViewFacts>) => belongsToView('breaching', aTicket(facts), ME);

  it('is warned of or overdue, and not done', () => {
    expect(inView({ deadline: warned })).toBe(true);
    expect(inView({ deadline: { ...warned, state: 'breached' }, status: 'pending' })).toBe(true);
    expect(inView({ deadline: { ...warned, state: 'running' } })).toBe(false);
    expect(inView({ deadline: { ...warned, state: 'paused', dueAt: null } })).toBe(false);
    expect(inView({ deadline: warned, status: 'solved' })).toBe(false);
    expect(inView({})).toBe(false);
  });

  it('stands first by its next deadline; what has none to come is last, newest first', () => {
    const rows = [
      aTicket({ id: 'none', lastMessageAt: '2026-03-01T11:00:00.000Z' }),
      aTicket({ id: 'paused', deadline: { ...warned, state: 'paused', dueAt: null }, lastMessageAt: '2026-03-01T12:00:00.000Z' }),
      aTicket({ id: 'later', deadline: { ...warned, dueAt: '2026-03-01T11:00:00.000Z' } }),
      aTicket({ id: 'sooner', deadline: warned }),
    ];
    expect(rows.toSorted((a, b) => compareInView('due', a, b)).map(({ id }) => id)).toEqual(['sooner', 'later', 'paused', 'none']);
  });
});

describe('compareInView', () => {
  const older = aTicket({ id: 'a', lastMessageAt: '2026-03-01T08:00:00.000Z' });
  const newer = aTicket({ id: 'b', lastMessageAt: '2026-03-01T09:00:00.000Z' });

  it('puts the latest message first when sorted by newest', () => {
    expect([older, newer].sort((a, b) => compareInView('newest', a, b))).toEqual([newer, older]);
  });

  it('breaks a tie by id, so that a page ends at one place', () => {
    const twin = { ...newer, id: 'c' };
    expect([newer, twin].sort((a, b) => compareInView('newest', a, b))).toEqual([twin, newer]);
  });

  it('puts who waits longest first and whoever does not wait last, newest first', () => {
    const waiting = aTicket({ id: 'w', waitingSince: '2026-03-01T07:00:00.000Z' });
    const waitingLess = aTicket({ id: 'v', waitingSince: '2026-03-01T07:30:00.000Z' });
    const sorted = [older, waitingLess, newer, waiting].sort((a, b) => compareInView('waiting', a, b));
    expect(sorted.map((ticket) => ticket.id)).toEqual(['w', 'v', 'b', 'a']);
  });
});
