import { isCovered, isTaken, isTyping, matches, parseChord } from './match.ts';
import { isMidWord } from './mid-word.ts';

/** One key of the screen as it stands. */
export interface Hotkey {
  /** `j`, `shift+j`, `mod+Enter`, `?`, or two keys one after the other: `g i`. Several spellings do the same. */
  readonly keys: readonly string[];
  /** What it does, as the help and the palette say it; also what makes it one thing when it is registered twice. */
  readonly label: string;
  /** Heading it stands under: "Gesprek", "Lijst". */
  readonly group: string;
  /** Works also while a text is being written; keys with a modifier always do. */
  readonly whileTyping: boolean;
  /** Works also while a dialog is open. */
  readonly inDialogs: boolean;
  /** Left out of the palette, such as "next row". */
  readonly hidden: boolean;
  readonly run: (event: KeyboardEvent | undefined) => void;
}

const SEQUENCE_MS = 1_200;
const watchers = new Set<() => void>();
let hotkeys: readonly Hotkey[] = [];
/** Asked before anybody else hears the key: Escape takes a dialog away, and is no key of the screen under it then. */
let covered = false;
let first: { key: string; at: number } | undefined;

/** Adds a key; of two with the same key the later one is heard. Returns the removal. */
export function addHotkey(hotkey: Hotkey): () => void {
  if (hotkeys.length === 0) {
    window.addEventListener('keydown', look, { capture: true });
    document.addEventListener('keydown', hear);
  }
  set([...hotkeys, hotkey]);
  return () => {
    set(hotkeys.filter((other) => other !== hotkey));
    if (hotkeys.length > 0) return;
    window.removeEventListener('keydown', look, { capture: true });
    document.removeEventListener('keydown', hear);
  };
}

export function currentHotkeys(): readonly Hotkey[] {
  return hotkeys;
}

export function watchHotkeys(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

function set(next: readonly Hotkey[]): void {
  hotkeys = next;
  for (const changed of watchers) changed();
}

function look(): void {
  covered = isCovered();
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
  const before = first && performance.now() - first.at < SEQUENCE_MS ? first.key : undefined;
  first = undefined;
  const typing = isTyping(event.target);
  if (!typing && isMidWord()) return;
  const usable = hotkeys.filter((hotkey) => !covered || hotkey.inDialogs);
  const hit = (before && find(usable, event, typing, before)) || find(usable, event, typing);
  if (hit) {
    event.preventDefault();
    hit.run(event);
    return;
  }
  const key = event.key.toLowerCase();
  const begins = !typing && usable.some(({ keys }) => keys.some((one) => one.toLowerCase().startsWith(`${key} `)));
  if (begins && !event.ctrlKey && !event.metaKey && !event.altKey) first = { key, at: performance.now() };
}

function find(among: readonly Hotkey[], event: KeyboardEvent, typing: boolean, before?: string): Hotkey | undefined {
  return among.findLast((hotkey) =>
    hotkey.keys.some((spelled) => {
      const steps = spelled.split(' ');
      if ((steps.length === 2) !== (before !== undefined) || (before && steps[0]?.toLowerCase() !== before)) return false;
      const chord = parseChord(steps.at(-1) ?? '');
      if (!matches(chord, event) || isTaken(chord, event.target)) return false;
      return !typing || chord.mod || chord.alt || hotkey.whileTyping;
    }),
  );
}
