import { buildServer, buildWeb, buildWidget } from './lib/builds.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { asTool } from './lib/trouble.mjs';

/** `npm run build`: everything `npm start` needs, without starting it. */
await asTool(async () => {
  await ensureInstalled();
  const built = [await buildServer(), await buildWeb(), await buildWidget()];
  console.log(built.includes(true) ? 'Built.' : 'Nothing changed since the last build.');
});
