/**
 * Keys that come after a field was asked for and before it stands there with the cursor: its code may still be on its way,
 * and meanwhile they would be commands.
 */
let typed: string | undefined;
let onEscape: () => void = () => undefined;

/** @param giveUp for who takes it back by Escape */
export function keepEarlyKeys(giveUp: () => void): void {
  if (typed !== undefined) return;
  typed = '';
  onEscape = giveUp;
  window.addEventListener('keydown', keep, { capture: true });
}

/** The field has the cursor, or is not wanted any more. @returns what was typed until now */
export function takeEarlyKeys(): string {
  window.removeEventListener('keydown', keep, { capture: true });
  const taken = typed ?? '';
  typed = undefined;
  return taken;
}

function keep(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') onEscape();
  else if (event.key === 'Backspace') typed = typed?.slice(0, -1);
  else if (event.key.length === 1) typed += event.key;
  else if (event.key !== 'Enter') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
