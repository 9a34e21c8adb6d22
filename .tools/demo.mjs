import { runInOurPlace } from './lib/child.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { NODE, TYPESCRIPT } from './lib/place.mjs';
import { asTool } from './lib/trouble.mjs';

/** `npm run demo`: fills an empty installation with a lively Dutch inbox; see server/demo. */
await asTool(async (args) => {
  await ensureInstalled();
  return runInOurPlace(NODE, ['--enable-source-maps', '--import', TYPESCRIPT, 'server/demo/main.ts', ...args]);
});
