import { buildServer, buildWeb, buildWidget } from './lib/builds.mjs';
import { runInOurPlace } from './lib/child.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { NODE, withCompileCache } from './lib/place.mjs';
import { asTool } from './lib/trouble.mjs';

/** `npm start`: from whatever state the clone is in to a running Balie; afterwards only what changed is done again. */
await asTool(async () => {
  await ensureInstalled();
  await buildServer();
  await buildWeb();
  await buildWidget();
  // Left to itself, Node lets what is thrown away pile up to a hundred megabytes before it clears, and then takes four
  // threads for it: on two processors nobody who waits for an answer gets any meanwhile.
  const flags = ['--enable-source-maps', '--max-semi-space-size=8', '--v8-pool-size=1'];
  return runInOurPlace(NODE, [...flags, 'server/dist/main.js'], { env: withCompileCache() });
});
