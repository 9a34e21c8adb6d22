import { biome, CHECKS } from './checks/all.mjs';
import { generatedDocuments } from './checks/documents.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { asTool } from './lib/trouble.mjs';

/** `npm run check`: everything that can be known without running Balie. `--fix` mends first what a machine can mend. */
await asTool(async (args) => {
  await ensureInstalled();
  if (args.includes('--fix')) {
    await generatedDocuments(true);
    await biome('check', '--write', '.');
  }
  const failed = [];
  for (const [name, check] of CHECKS) {
    const { code, output } = await check();
    console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
    if (code === 0) continue;
    failed.push(name);
    console.log(`${output.trim()}\n`);
  }
  console.log(
    failed.length === 0
      ? `All ${CHECKS.length} checks passed.`
      : `${failed.length} of ${CHECKS.length} checks failed: ${failed.join(', ')}.`,
  );
  return failed.length === 0 ? 0 : 1;
});
