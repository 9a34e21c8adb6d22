import { openDoor } from './door.ts';
import { whenIdle } from './lib/when-idle.ts';
import { start } from './start.tsx';
import { readTag } from './tag.ts';

/** The script on the shop's page. Until the page has done its own work it does nothing. */
const tag = readTag();
if (tag && !document.querySelector('balie-chat')) {
  const door = openDoor();
  whenIdle(() => void start(tag, door));
} else if (!tag) {
  console.warn('Balie: the script needs its data-key, as in the snippet of the settings.');
}
