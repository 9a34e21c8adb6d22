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
  // threads for it: on two processors nobody who waits for an answer gets any meanwhile. What has been kept for long is
  // looked through when it has doubled, not when it has grown by a third: that takes a quarter of a second each time.
  const flags = ['--max-semi-space-size=8', '--heap-growing-percent=100', '--v8-pool-size=1'];
  return runInOurPlace(NODE, [...flags, 'server/dist/main.js'], { env: withCompileCache() });
});
