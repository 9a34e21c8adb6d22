import { VIEW_IDS } from '@balie/shared/contracts/tickets.ts';
import { RARE_WORD } from '../large/dutch-text.ts';
import type { Random } from '../large/random.ts';

/** What an agent's console asks for; `figure` groups what is reported together. */
export interface Ask {
  readonly figure: string;
  readonly path: string;
}
/** What the asks are made of. */
export interface Subjects {
  readonly ticketIds: readonly string[];
  readonly teamIds: readonly string[];
  /** Words of the imaginary shop's long tail, each in a handful of tickets. */
  readonly rareWords: readonly string[];
}

export const LIST = 'First list page, every view, both sorts';
export const TICKET = 'Open a ticket';
export const COUNTS = 'View counts';
export const SEARCH_COMMON = 'Search, a common word';
export const SEARCH_RARE = 'Search, a rare word';
export const SEARCH_MIXED = 'Search, words together, numbers, operators';
export const FIGURES = [LIST, TICKET, COUNTS, SEARCH_COMMON, SEARCH_RARE, SEARCH_MIXED];

const COMMON = [
  'bestelling',
  'retour',
  'levering',
  'kapot',
  'geld terug',
  'schoenen',
  'niet',
  'klantenservice',
  'garantie',
  'jansen',
  'best',
];

/** The next thing an agent does: mostly lists and tickets, now and then a search. */
export function nextAsk(random: Random, subjects: Subjects): Ask {
  const dice = random.next();
  if (dice < 0.35) {
    const view = random.pick([...VIEW_IDS, ...subjects.teamIds.map((id) => `team:${id}`)]);
    return { figure: LIST, path: `/api/views/${view}/tickets?sort=${random.pick(['newest', 'waiting', 'due'])}` };
  }
  if (dice < 0.7) return { figure: TICKET, path: `/api/tickets/${random.pick(subjects.ticketIds)}` };
  if (dice < 0.82) return { figure: COUNTS, path: '/api/views' };
  if (dice < 0.88) return search(SEARCH_COMMON, random.pick(COMMON));
  if (dice < 0.94) return search(SEARCH_RARE, random.pick([RARE_WORD, ...subjects.rareWords]));
  return search(SEARCH_MIXED, mixed(random, subjects));
}

function mixed(random: Random, subjects: Subjects): string {
  return random.pick([
    `bestelling ${random.pick(subjects.rareWords)}`,
    `${random.pick(COMMON)} status:open`,
    `${random.pick(COMMON)} assignee:me`,
    `from:jan ${random.pick(COMMON)}`,
    'tag:retour status:pending',
    '"kapot aangekomen"',
    String(random.between(1, 200_000)),
    `WEB-${random.between(10_000, 999_999)}`,
    `jan.jansen${random.between(1, 100_000)}@gmail.com`,
  ]);
}

function search(figure: string, q: string): Ask {
  return { figure, path: `/api/tickets/search?q=${encodeURIComponent(q)}` };
}
