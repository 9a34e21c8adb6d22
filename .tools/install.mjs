import { ensureInstalled, installForProduction } from './lib/install.mjs';
import { asTool } from './lib/trouble.mjs';

/** Packages only. `--production`: takes away what is needed to build but not to run. */
await asTool(async (args) => {
  if (args.includes('--production')) await installForProduction();
  else await ensureInstalled();
});
