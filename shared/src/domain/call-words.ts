import type { CallFacts } from '../contracts/calls.ts';

/** What a call is in a word, stored in English; the console recognises it and says it in the reader's language. */
const WORDS = {
  ringing: 'Ringing',
  calling: 'Calling',
  talking: 'In conversation',
  answered: 'Call answered',
  spoken: 'Called, spoken',
  missed: 'Missed call',
  returned: 'Missed call, spoken since',
  abandoned: 'Hung up at once',
  not_reached: 'Called, not reached',
} as const;
export type CallWord = keyof typeof WORDS;

/** What is to be said of a call. */
export function callWord(call: Pick<CallFacts, 'direction' | 'state' | 'outcome' | 'calledBackAt'>): CallWord {
  if (call.state === 'ringing') return call.direction === 'inbound' ? 'ringing' : 'calling';
  if (call.state === 'talking' || !call.outcome) return 'talking';
  if (call.outcome === 'answered') return call.direction === 'inbound' ? 'answered' : 'spoken';
  return call.outcome === 'missed' && call.calledBackAt ? 'returned' : call.outcome;
}

/** The plain text of a call's message. @param details what follows the word, such as the note */
export function callText(word: CallWord, details: readonly string[]): string {
  return [WORDS[word], ...details].join('\n');
}

/** Takes the word off a text or the preview of a list; undefined when it does not begin with one. */
export function understandCall(text: string): { readonly word: CallWord; readonly rest: string } | undefined {
  const found = (Object.keys(WORDS) as CallWord[])
    .filter((word) => text === WORDS[word] || text.startsWith(`${WORDS[word]} `) || text.startsWith(`${WORDS[word]}\n`))
    .sort((one, other) => WORDS[other].length - WORDS[one].length)[0];
  return found && { word: found, rest: text.slice(WORDS[found].length).trim() };
}
