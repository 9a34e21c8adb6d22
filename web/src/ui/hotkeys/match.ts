/** Which key an event is. Letters and names compare in lower case; signs such as `?` and `#` as typed, whatever Shift did. */

export interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

import { IS_MAC } from '../platform.ts';

/** Reads `mod+Enter`, `shift+j`, `?`. */
export function parseChord(text: string): Chord {
  const parts = text.toLowerCase().split(/\+(?=.)/u);
  return {
    key: parts.at(-1) ?? '',
    mod: parts.includes('mod'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
  };
}

export function matches(chord: Chord, event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== chord.key) return false;
  if ((IS_MAC ? event.metaKey : event.ctrlKey) !== chord.mod || event.altKey !== chord.alt) return false;
  const isSign = chord.key.length === 1 && !/[a-z]/u.test(chord.key);
  return isSign || event.shiftKey === chord.shift;
}

/** Whether the event belongs to a text that is being written. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range', 'file'].includes(target.type);
}

/** Whether the key already means something to the control that has the focus: Enter on a button, letters in an open menu. */
export function isTaken(chord: Chord, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role="menu"],[role="listbox"]')) return true;
  const activates = chord.key === 'enter' || chord.key === ' ';
  return activates && target.closest('a,button,summary,label,[role="button"],[role="checkbox"],[role="switch"]') !== null;
}

/** A dialog is open over the screen: the keys of the screen rest. */
export function isCovered(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}
