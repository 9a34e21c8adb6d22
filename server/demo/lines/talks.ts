import { later } from '../stories/calendar.ts';
import { type Person, somebody } from '../stories/people.ts';
import { Random } from '../stories/random.ts';

/** Somebody known by their telephone. */
export interface Caller extends Person {
  /** E.164. */
  readonly number: string;
}

/** Where customers talk: a number, a chat. */
export interface TalkLine {
  readonly accountId: string;
  /** @returns under which key it is stored */
  say(caller: Caller, at: Date, text: string): Promise<string>;
  show(caller: Caller, at: Date, caption: string, seed: number): Promise<string>;
  /** On our last answer to them, where that can be done. */
  react?(caller: Caller, at: Date, emoji: string): Promise<void>;
  /** Our answers, where the customer's own program tells of it. */
  reads?(caller: Caller): Promise<void>;
  /** Where answers to them go. */
  addressOf(caller: Caller): string;
}

/** What happens in a talk, so many minutes after it began. */
export type TalkStep =
  | { readonly after: number; readonly kind: 'says'; readonly text: string }
  | { readonly after: number; readonly kind: 'shows'; readonly text: string; readonly seed: number }
  | { readonly after: number; readonly kind: 'reacts'; readonly emoji: string }
  | {
      readonly after: number;
      readonly kind: 'answer';
      readonly agent: number;
      readonly text: string;
      readonly thenStatus: 'pending' | 'solved';
    };

export interface Talk {
  readonly at: Date;
  readonly caller: Caller;
  readonly steps: readonly TalkStep[];
}
export interface DemoCall {
  readonly at: Date;
  readonly caller: Caller;
  readonly direction: 'inbound' | 'outbound';
  /** Place in AGENTS; null: nobody answers. */
  readonly agent: number | null;
  readonly waitSeconds: number;
  readonly talkSeconds: number;
}

type Line = (first: string, order: string) => TalkStep[];
const TALKS: readonly Line[] = [
  (_first, order) => [
    { after: 0, kind: 'says', text: `Hoi! Weten jullie waar bestelling ${order} blijft? De bezorger zou er gisteren zijn 🙈` },
    { after: 4, kind: 'answer', agent: 2, text: 'Goedemorgen! Ik kijk het even na bij de bezorger.', thenStatus: 'pending' },
    { after: 19, kind: 'answer', agent: 2, text: 'Hij ligt op het depot en komt vandaag tussen 16:00 en 18:00.', thenStatus: 'solved' },
    { after: 23, kind: 'reacts', emoji: '🙏' },
  ],
  (_first, order) => [
    { after: 0, kind: 'says', text: `Dag, mijn lamp van bestelling ${order} is kapot aangekomen` },
    { after: 1, kind: 'shows', text: 'Kijk, zo zat hij in de doos', seed: 77 },
    {
      after: 34,
      kind: 'answer',
      agent: 4,
      text: 'Wat vervelend! Er gaat vandaag een nieuwe naar je toe, de kapotte mag je houden.',
      thenStatus: 'solved',
    },
    { after: 41, kind: 'says', text: 'Top, dank je wel! 😊' },
  ],
  (_first, order) => [
    { after: 0, kind: 'says', text: 'Kan ik mijn bestelling nog naar een ander adres laten sturen?' },
    { after: 2, kind: 'says', text: `Het gaat om ${order}` },
  ],
  () => [
    { after: 0, kind: 'says', text: 'Past de Eikenhout hanglamp ook op een plafond van 2,40 m?' },
    { after: 12, kind: 'answer', agent: 0, text: 'Ja hoor, het snoer is in te korten tot 30 cm.', thenStatus: 'pending' },
    { after: 15, kind: 'says', text: 'En is hij dimbaar?' },
  ],
];

const CHATS: readonly Line[] = [
  (first) => [
    { after: 0, kind: 'says', text: 'Hallo, is deze hanglamp ook in het zwart te krijgen?' },
    { after: 1, kind: 'answer', agent: 3, text: `Hoi ${first}! Ja, vanaf volgende week weer op voorraad.`, thenStatus: 'pending' },
    { after: 2, kind: 'says', text: 'Fijn, kan ik hem nu al bestellen?' },
    { after: 3, kind: 'answer', agent: 3, text: 'Dat kan, dan gaat hij als eerste de deur uit.', thenStatus: 'solved' },
  ],
  (_first, order) => [
    { after: 0, kind: 'says', text: `Ik wil ${order} retour sturen, hoe werkt dat?` },
    { after: 2, kind: 'answer', agent: 1, text: 'Ik stuur je het retourlabel. Heb je de doos nog?', thenStatus: 'pending' },
    { after: 5, kind: 'shows', text: 'Alleen deze, is dat goed?', seed: 41 },
  ],
  () => [{ after: 0, kind: 'says', text: 'Zijn jullie zaterdag open?' }],
];

/** Customers on WhatsApp, in the chat and on the telephone: the same options give the same talks. */
export function makeTalks(
  seed: number,
  count: number,
  until: Date,
): { readonly talks: Talk[]; readonly chats: Talk[]; readonly calls: DemoCall[] } {
  const random = new Random(seed ^ 0x57a9);
  const many = Math.max(4, Math.round(count / 25));
  const begins = (at: number) => later(until, -Math.round(((many - at) * 4_000) / many) - 45);
  const talksOf = (lines: readonly Line[], minutes: number) =>
    Array.from({ length: many }, (_, at): Talk => {
      const caller = aCaller(random);
      const line = lines[at % lines.length] ?? (() => []);
      return { at: later(begins(at), minutes), caller, steps: line(caller.firstName, `NL-${random.int(10_000, 99_999)}`) };
    });
  const talks = talksOf(TALKS, 0);
  const calls = Array.from({ length: many }, (_, at) => callsOf(at, aCaller(random), later(begins(at), 7), random)).flat();
  return { talks, chats: talksOf(CHATS, 11), calls };
}

/** Answered, missed twice, missed and called back, hung up at once. */
function callsOf(at: number, caller: Caller, begin: Date, random: Random): DemoCall[] {
  const inbound = { caller, direction: 'inbound' as const };
  const missed = (minutes: number): DemoCall => ({ ...inbound, at: later(begin, minutes), agent: null, waitSeconds: 31, talkSeconds: 0 });
  switch (at % 4) {
    case 0:
      return [{ ...inbound, at: begin, agent: random.int(2, 4), waitSeconds: random.int(4, 55), talkSeconds: random.int(60, 420) }];
    case 1:
      return [missed(0), missed(12)];
    case 2:
      return [
        missed(0),
        { caller, direction: 'outbound', at: later(begin, 25), agent: 2, waitSeconds: 9, talkSeconds: random.int(60, 300) },
      ];
    default:
      return [{ ...inbound, at: begin, agent: null, waitSeconds: 3, talkSeconds: 0 }];
  }
}

function aCaller(random: Random): Caller {
  return { ...somebody(random), number: `+316${random.int(10_000_000, 99_999_999)}` };
}
