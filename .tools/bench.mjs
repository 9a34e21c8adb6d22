import { buildServer, buildWeb, buildWidget } from './lib/builds.mjs';
import { runInOurPlace } from './lib/child.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { NODE, TYPESCRIPT } from './lib/place.mjs';
import { asTool } from './lib/trouble.mjs';

/** `npm run bench`: measures, and writes server/bench/RESULTS.md. Words after `--` choose single benchmarks. */
await asTool(async (args) => {
  await ensureInstalled();
  await buildServer();
  await buildWeb();
  await buildWidget();
  return runInOurPlace(NODE, ['--enable-source-maps', '--import', TYPESCRIPT, 'server/bench/main.ts', ...args]);
});
