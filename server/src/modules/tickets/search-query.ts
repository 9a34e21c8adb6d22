import { type TicketStatus, ticketStatus } from '@balie/shared/contracts/tickets.ts';
import { foldText } from './search-words.ts';

/** A word or "exact phrase" to look for; `field` narrows it to the people of a ticket. */
export interface SearchTerm {
  readonly text: string;
  readonly phrase: boolean;
  readonly negated: boolean;
  readonly field: 'any' | 'from' | 'to';
}
/** One demand on the ticket itself. `value` is what the user typed, in lower case. */
export type SearchFilter =
  | { readonly field: 'status'; readonly statuses: readonly TicketStatus[]; readonly negated: boolean }
  | { readonly field: 'tag' | 'assignee' | 'team' | 'shop'; readonly value: string; readonly negated: boolean; readonly source: string }
  | { readonly field: 'number'; readonly number: number; readonly negated: boolean }
  | { readonly field: 'before' | 'after'; readonly date: string; readonly negated: boolean }
  | { readonly field: 'file' | 'unread'; readonly negated: boolean };

/** A question, taken apart. */
export interface ParsedSearch {
  readonly terms: readonly SearchTerm[];
  readonly filters: readonly SearchFilter[];
  /** The question is nothing but a ticket number, with or without `#`. */
  readonly number: number | null;
  /** Operators and values that mean nothing here, as the user wrote them; they take no part in the search. */
  readonly unknown: readonly string[];
}

/** Beyond it the rest of a question is left out; nobody types that many. */
const MAX_PARTS = 24;
const MAX_NUMBER = 2_147_483_647;

/** `-name:"value with spaces"`, `-"a phrase"`, `-word`; a quote that is never closed runs to the end. */
const PART = /(-?)(?:(\p{L}+):(?=\S))?(?:"([^"]*)(?:"|$)|(\S+))/gu;

/** A phone number in groups is one thing to look for. */
const PHONE = /(?<![\p{L}\p{N}])(?:\+|0)\d(?:[ .-]?(?:\(0\) ?)?\d){7,14}(?![\p{L}\p{N}])/gu;

/** So is the long number of an order or a parcel; nine digits at least, as in the index. */
const LONG_NUMBER = /(?<![\p{L}\p{N}-])(?=(?:\d[ -]?){9,20}(?![\p{L}\p{N}-]))\d{2,}(?:[ -]\d{2,}){1,6}(?![\p{L}\p{N}-])/gu;

const OPERATORS: Readonly<Record<string, string>> = {
  van: 'from',
  aan: 'to',
  label: 'tag',
  winkel: 'shop',
  nummer: 'number',
  heeft: 'has',
  voor: 'before',
  na: 'after',
  toegewezen: 'assignee',
};
const KNOWN = new Set(['status', 'from', 'to', 'tag', 'assignee', 'team', 'shop', 'number', 'has', 'before', 'after', 'is']);
const STATUS_WORDS: Readonly<Record<string, TicketStatus>> = {
  wachtend: 'pending',
  gesnoozed: 'snoozed',
  uitgesteld: 'snoozed',
  opgelost: 'solved',
  gesloten: 'closed',
};

/** Understands every text: what is no operator is a word. Never throws. */
export function parseSearch(question: string): ParsedSearch {
  const terms: SearchTerm[] = [];
  const filters: SearchFilter[] = [];
  const unknown: string[] = [];
  const tidy = question
    .toWellFormed()
    .replaceAll('\u0000', ' ')
    .replace(PHONE, (phone) => phone.replaceAll(' ', ''))
    .replace(LONG_NUMBER, (number) => number.replaceAll(' ', '-'));
  for (const match of [...tidy.matchAll(PART)].slice(0, MAX_PARTS)) {
    const [source, minus, name, quoted, bare] = match;
    const part = { source, negated: minus === '-', value: (quoted ?? bare ?? '').trim(), phrase: quoted !== undefined };
    const operator = name === undefined ? undefined : canonical(name);
    if (operator === undefined || (!KNOWN.has(operator) && part.value.startsWith('//'))) {
      const text = operator === undefined ? part.value : source;
      if (text) terms.push({ text, phrase: part.phrase, negated: part.negated, field: 'any' });
    } else if ((operator === 'from' || operator === 'to') && part.value) {
      terms.push({ text: part.value, phrase: part.phrase, negated: part.negated, field: operator });
    } else {
      const filter = toFilter(operator, part);
      if (filter) filters.push(filter);
      else unknown.push(source);
    }
  }
  return { terms, filters, number: filters.length === 0 ? numberOf(terms) : null, unknown };
}

interface Part {
  readonly source: string;
  readonly negated: boolean;
  readonly value: string;
}

function canonical(name: string): string {
  const folded = foldText(name);
  return (Object.hasOwn(OPERATORS, folded) && OPERATORS[folded]) || folded;
}

/** Undefined for an operator or a value that means nothing. */
function toFilter(operator: string, { source, negated, value }: Part): SearchFilter | undefined {
  const folded = foldText(value);
  if (!folded) return undefined;
  switch (operator) {
    case 'status': {
      const statuses = folded.split(',').map(statusOf);
      return statuses.every((status) => status !== undefined) ? { field: 'status', statuses, negated } : undefined;
    }
    case 'tag':
    case 'assignee':
    case 'team':
    case 'shop':
      return { field: operator, value: value.toLowerCase(), negated, source };
    case 'number': {
      const number = ticketNumber(folded);
      return number === null ? undefined : { field: 'number', number, negated };
    }
    case 'has':
      return /^(attachments?|files?|bijlagen?)$/.test(folded) ? { field: 'file', negated } : undefined;
    case 'is':
      return /^(unread|ongelezen)$/.test(folded) ? { field: 'unread', negated } : undefined;
    case 'before':
    case 'after':
      return isDate(folded) ? { field: operator, date: folded, negated } : undefined;
    default:
      return undefined;
  }
}

function statusOf(value: string): TicketStatus | undefined {
  if (Object.hasOwn(STATUS_WORDS, value)) return STATUS_WORDS[value];
  return ticketStatus.safeParse(value).data;
}

/** A day of the calendar, not just its shape. */
function isDate(value: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function ticketNumber(value: string): number | null {
  const digits = /^#?(\d{1,10})$/.exec(value)?.[1];
  const number = digits === undefined ? Number.NaN : Number(digits);
  return number >= 1 && number <= MAX_NUMBER ? number : null;
}

function numberOf(terms: readonly SearchTerm[]): number | null {
  const [only, ...others] = terms;
  return only && others.length === 0 && only.field === 'any' && !only.negated ? ticketNumber(only.text) : null;
}
