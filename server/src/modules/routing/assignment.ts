import type { AssignmentMethod, RoutingSettings } from '@balie/shared/contracts/routing.ts';

/** Who gets which ticket, by what is known: nothing is read or written here. The table of cases is `testing/assignment-cases.ts`. */

export interface Candidate {
  readonly agentId: string;
  /** There, and free for something new: not away, not on a call. */
  readonly isFree: boolean;
  readonly teamIds: readonly string[];
  readonly skills: readonly string[];
  /** How many open tickets of a channel they may have. */
  readonly limitOf: (kind: string) => number;
  /** How many they have, by channel. */
  readonly open: Readonly<Record<string, number>>;
  /** When they were given one last, counted in tickets given; 0: never. */
  readonly lastTurn: number;
}

export interface Waiting {
  readonly id: string;
  readonly channelKind: string;
  readonly teamId: string | null;
  readonly tags: readonly string[];
}

export interface AssignmentRules {
  readonly method: AssignmentMethod;
  /** Of the teams that have one of their own. */
  readonly methodOfTeam: ReadonlyMap<string, AssignmentMethod>;
  /** Tags that ask for a skill: those that somebody has, present or not. */
  readonly skills: ReadonlySet<string>;
}

export interface Assignment {
  readonly ticketId: string;
  readonly agentId: string;
  readonly turn: number;
}

type Chair = Omit<Candidate, 'open' | 'lastTurn'> & { readonly open: Record<string, number>; lastTurn: number };

/**
 * Gives tickets, in their order, to who is free and has room. One that nobody can take waits, and holds up nobody.
 * @param turn of the last ticket that was given
 */
export function assign(tickets: readonly Waiting[], candidates: readonly Candidate[], rules: AssignmentRules, turn: number): Assignment[] {
  const chairs: Chair[] = candidates.filter(({ isFree }) => isFree).map((candidate) => ({ ...candidate, open: { ...candidate.open } }));
  const given: Assignment[] = [];
  for (const ticket of tickets) {
    const method = methodFor(ticket, rules);
    if (method === 'manual') continue;
    const needed = method === 'skills' ? ticket.tags.filter((tag) => rules.skills.has(tag)) : [];
    const chosen = chairs
      .filter((chair) => canTake(chair, ticket, needed))
      .toSorted((one, other) => compare(one, other, method) || one.agentId.localeCompare(other.agentId))[0];
    if (!chosen) continue;
    const next = turn + given.length + 1;
    chosen.open[ticket.channelKind] = openOf(chosen, ticket.channelKind) + 1;
    chosen.lastTurn = next;
    given.push({ ticketId: ticket.id, agentId: chosen.agentId, turn: next });
  }
  return given;
}

/** Could anybody take anything at all? Asked before a long list is read. */
export function hasRoom({ isFree, open, limitOf }: Candidate, { capacity }: Pick<RoutingSettings, 'capacity'>): boolean {
  // A channel that is named nowhere stands for all of them.
  return isFree && ['', ...Object.keys(capacity.kinds), ...Object.keys(open)].some((kind) => (open[kind] ?? 0) < limitOf(kind));
}

function methodFor({ teamId }: Waiting, { method, methodOfTeam }: AssignmentRules): AssignmentMethod {
  return (teamId === null ? undefined : methodOfTeam.get(teamId)) ?? method;
}

function canTake(chair: Chair, { teamId, channelKind }: Waiting, needed: readonly string[]): boolean {
  if (teamId !== null && !chair.teamIds.includes(teamId)) return false;
  if (openOf(chair, channelKind) >= chair.limitOf(channelKind)) return false;
  return needed.every((skill) => chair.skills.includes(skill));
}

function compare(one: Chair, other: Chair, method: AssignmentMethod): number {
  return (method === 'round_robin' ? 0 : fullness(one) - fullness(other)) || one.lastTurn - other.lastTurn;
}

/** The share of their room that is taken, over all channels: three of four chats fill somebody more than five of twenty mails. */
function fullness(chair: Chair): number {
  return Object.entries(chair.open).reduce((sum, [kind, open]) => sum + open / Math.max(1, chair.limitOf(kind)), 0);
}

function openOf({ open }: Chair, kind: string): number {
  return open[kind] ?? 0;
}
