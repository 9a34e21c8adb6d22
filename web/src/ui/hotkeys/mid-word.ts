import { isTyping } from './match.ts';

/** Who writes does not pause longer than this between two letters of a word. */
const PAUSE_MS = 700;
let wroteAt = Number.NEGATIVE_INFINITY;

/**
 * Somebody was writing just now, and the text went away under the hands: its place is on its way elsewhere. What is
 * typed then is no command.
 */
export function isMidWord(): boolean {
  return performance.now() - wroteAt < PAUSE_MS;
}

/** Leaves the text, or ends the line. */
function ends(event: KeyboardEvent): boolean {
  const { key, target } = event;
  return key === 'Escape' || key === 'Tab' || (key === 'Enter' && target instanceof HTMLInputElement);
}

// Before anybody else: editors keep some keys to themselves.
document.addEventListener(
  'keydown',
  (event) => {
    if (!isTyping(event.target) && !isMidWord()) return;
    const other = event.ctrlKey || event.metaKey || event.altKey || ends(event);
    wroteAt = other ? Number.NEGATIVE_INFINITY : performance.now();
  },
  true,
);
document.addEventListener(
  'pointerdown',
  () => {
    wroteAt = Number.NEGATIVE_INFINITY;
  },
  true,
);
