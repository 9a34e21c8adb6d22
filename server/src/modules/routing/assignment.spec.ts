import { expect, it } from '@jest/globals';
import { assign, hasRoom } from './assignment.ts';
import { ASSIGNMENT_CASES, toCandidates, toRules, toWaiting } from './testing/assignment-cases.ts';

it.each(ASSIGNMENT_CASES)('$it', (told) => {
  const candidates = toCandidates(told.people);
  const before = JSON.stringify(candidates);
  const given = assign(told.tickets.map(toWaiting), candidates, toRules(told), 100);
  expect(Object.fromEntries(given.map(({ ticketId, agentId }) => [ticketId, agentId]))).toEqual(told.gets);
  expect(given.map(({ turn }) => turn)).toEqual(given.map((_, index) => 101 + index));
  expect(JSON.stringify(candidates)).toBe(before);
});

it('never gives more than the limits, nor one ticket twice, whatever comes', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const kinds = ['email', 'chat', 'phone'];
  for (let round = 0; round < 200; round += 1) {
    const people = Object.fromEntries(
      Array.from({ length: 1 + random(6) }, (_, nr) => [
        `agent-${nr}`,
        { isFree: random(4) > 0, limits: Object.fromEntries(kinds.map((kind) => [kind, random(5)])), open: { email: random(4) } },
      ]),
    );
    const candidates = toCandidates(people);
    const tickets = Array.from({ length: random(40) }, (_, nr) => toWaiting({ id: `t-${nr}`, channelKind: kinds[random(3)] ?? 'email' }));
    const method = (['round_robin', 'balanced', 'skills'] as const)[random(3)] ?? 'balanced';
    const given = assign(tickets, candidates, { method, methodOfTeam: new Map(), skills: new Set() }, 0);
    expect(new Set(given.map(({ ticketId }) => ticketId)).size).toBe(given.length);
    for (const { agentId, isFree, limitOf, open } of candidates) {
      for (const kind of kinds) {
        const got = given.filter((one) => one.agentId === agentId && tickets.find(({ id }) => id === one.ticketId)?.channelKind === kind);
        if (!isFree || (open[kind] ?? 0) >= limitOf(kind)) expect(got).toEqual([]);
        else expect((open[kind] ?? 0) + got.length).toBeLessThanOrEqual(limitOf(kind));
      }
    }
    // Nor is anything left that somebody who is free could take.
    const left = tickets.filter(({ id }) => !given.some(({ ticketId }) => ticketId === id));
    for (const { channelKind } of left) {
      const room = candidates.filter(({ agentId, isFree, limitOf, open }) => {
        const got = given.filter(
          (one) => one.agentId === agentId && tickets.find(({ id }) => id === one.ticketId)?.channelKind === channelKind,
        );
        return isFree && (open[channelKind] ?? 0) + got.length < limitOf(channelKind);
      });
      expect(room).toEqual([]);
    }
  }
});

it('knows before it reads anything whether there is room', () => {
  const [full, free, away] = toCandidates({ full: { open: { email: 5 }, limits: { '': 0 } }, free: {}, away: { isFree: false } });
  if (!full || !free || !away) throw new Error('Three people were told of');
  const capacity = { each: 0, kinds: { email: 5 } };
  expect([full, free, away].map((one) => hasRoom(one, { capacity }))).toEqual([false, true, false]);
});
