import type { AssignmentMethod } from '@balie/shared/contracts/routing.ts';
import type { AssignmentRules, Candidate, Waiting } from '../assignment.ts';

interface Person extends Partial<Omit<Candidate, 'limitOf'>> {
  readonly limits?: Readonly<Record<string, number>>;
}
export interface AssignmentCase {
  readonly it: string;
  readonly people: Readonly<Record<string, Person>>;
  readonly tickets: readonly (Partial<Waiting> & { readonly id: string })[];
  readonly method: AssignmentMethod;
  readonly teams?: Readonly<Record<string, AssignmentMethod>>;
  /** Beyond those that the people have. */
  readonly skills?: readonly string[];
  /** By ticket, who gets it; who gets none is not named. */
  readonly gets: Readonly<Record<string, string>>;
}

/** Five of each channel, unless it says otherwise. */
export const toCandidates = (people: AssignmentCase['people']): Candidate[] =>
  Object.entries(people).map(([agentId, { limits, ...given }]) => ({
    agentId,
    isFree: true,
    teamIds: [],
    skills: [],
    open: {},
    lastTurn: 0,
    limitOf: (kind) => limits?.[kind] ?? 5,
    ...given,
  }));
export const toWaiting = (ticket: AssignmentCase['tickets'][number]): Waiting => ({
  channelKind: 'email',
  teamId: null,
  tags: [],
  ...ticket,
});
export const toRules = ({ method, teams = {}, skills = [], people }: AssignmentCase): AssignmentRules => ({
  method,
  methodOfTeam: new Map(Object.entries(teams)),
  skills: new Set([...skills, ...Object.values(people).flatMap((person) => person.skills ?? [])]),
});

const three = [{ id: '1' }, { id: '2' }, { id: '3' }];

/** The table: who gets what. */
export const ASSIGNMENT_CASES: readonly AssignmentCase[] = [
  { it: 'gives nobody anything where people take tickets themselves', people: { anna: {} }, tickets: three, method: 'manual', gets: {} },
  {
    it: 'goes round in turns',
    people: { anna: {}, bas: {} },
    tickets: three,
    method: 'round_robin',
    gets: { 1: 'anna', 2: 'bas', 3: 'anna' },
  },
  {
    it: 'goes on with whom it has been the longest for, whatever they have',
    people: { anna: { lastTurn: 8 }, bas: { lastTurn: 7, open: { email: 4 } } },
    tickets: three,
    method: 'round_robin',
    gets: { 1: 'bas', 2: 'anna', 3: 'anna' },
  },
  {
    it: 'passes over who is not there, or is on a call',
    people: { anna: { isFree: false }, bas: {} },
    tickets: three,
    method: 'round_robin',
    gets: { 1: 'bas', 2: 'bas', 3: 'bas' },
  },
  { it: 'keeps tickets waiting when nobody is there', people: { anna: { isFree: false } }, tickets: three, method: 'balanced', gets: {} },
  { it: 'keeps tickets waiting when there is nobody at all', people: {}, tickets: three, method: 'balanced', gets: {} },
  {
    it: 'gives to who has the most room',
    people: { anna: { open: { email: 3 } }, bas: { open: { email: 1 } } },
    tickets: three,
    method: 'balanced',
    gets: { 1: 'bas', 2: 'bas', 3: 'anna' },
  },
  {
    it: 'weighs a load by the limit: two of four chats fill more than two of twenty mails',
    people: { anna: { open: { chat: 2 }, limits: { chat: 4, email: 20 } }, bas: { open: { email: 2 }, limits: { chat: 4, email: 20 } } },
    tickets: [{ id: '1' }],
    method: 'balanced',
    gets: { 1: 'bas' },
  },
  {
    it: 'breaks a tie by whose turn it is',
    people: { anna: { lastTurn: 4 }, bas: { lastTurn: 3 } },
    tickets: [{ id: '1' }],
    method: 'balanced',
    gets: { 1: 'bas' },
  },
  {
    it: 'stops at the limit',
    people: { anna: { limits: { email: 1 } }, bas: { limits: { email: 1 } } },
    tickets: three,
    method: 'round_robin',
    gets: { 1: 'anna', 2: 'bas' },
  },
  {
    it: 'counts each channel by itself: who has a full hand of chats can still answer mail',
    people: { anna: { open: { chat: 2 }, limits: { chat: 2 } } },
    tickets: [{ id: '1', channelKind: 'chat' }, { id: '2' }],
    method: 'balanced',
    gets: { 2: 'anna' },
  },
  {
    it: 'gives nothing of a channel whose limit is none',
    people: { anna: { limits: { phone: 0 } } },
    tickets: [{ id: '1', channelKind: 'phone' }],
    method: 'round_robin',
    gets: {},
  },
  {
    it: 'leaves who has more than their limit (a lead gave it to them) alone',
    people: { anna: { open: { email: 9 } } },
    tickets: [{ id: '1' }],
    method: 'round_robin',
    gets: {},
  },
  {
    it: 'gives what is with a team to its members alone',
    people: { anna: { teamIds: ['retour'] }, bas: { teamIds: ['verkoop'] } },
    tickets: [
      { id: '1', teamId: 'verkoop' },
      { id: '2', teamId: 'retour' },
      { id: '3', teamId: 'techniek' },
    ],
    method: 'round_robin',
    gets: { 1: 'bas', 2: 'anna' },
  },
  {
    it: 'goes by the method of the team, and by that of the house where it has none',
    people: { anna: { teamIds: ['retour', 'verkoop'] } },
    tickets: [{ id: '1', teamId: 'verkoop' }, { id: '2', teamId: 'retour' }, { id: '3' }],
    method: 'balanced',
    teams: { retour: 'manual' },
    gets: { 1: 'anna', 3: 'anna' },
  },
  {
    it: 'works for a team alone',
    people: { anna: { teamIds: ['retour'] } },
    tickets: [{ id: '1' }, { id: '2', teamId: 'retour' }],
    method: 'manual',
    teams: { retour: 'round_robin' },
    gets: { 2: 'anna' },
  },
  {
    it: 'gives what asks for a skill to who has it, however full they are',
    people: { anna: { skills: ['frans'], open: { email: 4 } }, bas: {} },
    tickets: [
      { id: '1', tags: ['frans', 'spoed'] },
      { id: '2', tags: ['spoed'] },
    ],
    method: 'skills',
    gets: { 1: 'anna', 2: 'bas' },
  },
  {
    it: 'asks for all skills of a ticket, not for one of them',
    people: { anna: { skills: ['frans'] }, bas: { skills: ['retour'] }, cas: { skills: ['frans', 'retour'] } },
    tickets: [{ id: '1', tags: ['frans', 'retour'] }],
    method: 'skills',
    gets: { 1: 'cas' },
  },
  {
    it: 'lets it wait when who could do it is away or full, and others go on',
    people: { anna: { skills: ['frans'], isFree: false }, bas: {} },
    tickets: [{ id: '1', tags: ['frans'] }, { id: '2' }],
    method: 'skills',
    gets: { 2: 'bas' },
  },
  {
    it: 'knows no skills where it does not go by them',
    people: { anna: { skills: ['frans'] }, bas: {} },
    tickets: [
      { id: '1', tags: ['frans'] },
      { id: '2', tags: ['frans'] },
    ],
    method: 'round_robin',
    gets: { 1: 'anna', 2: 'bas' },
  },
  {
    it: 'goes by skill and by team together',
    people: { anna: { skills: ['frans'] }, bas: { skills: ['frans'], teamIds: ['retour'] } },
    tickets: [{ id: '1', tags: ['frans'], teamId: 'retour' }],
    method: 'skills',
    gets: { 1: 'bas' },
  },
];
