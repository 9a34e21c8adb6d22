import { generatedDocuments } from './checks/documents.mjs';
import { fileRules } from './checks/files.mjs';
import { importRules } from './checks/import-rules.mjs';
import { completeLocales } from './checks/locales.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, NODE } from './lib/place.mjs';
import { runQuietly } from './lib/run.mjs';
import { asTool } from './lib/trouble.mjs';

const program = (file, ...args) => runQuietly(NODE, [inRoot('node_modules', file), ...args]);
const biome = (...args) => program('@biomejs/biome/bin/biome', ...args);
const types = (folder) => program('typescript/bin/tsc', '--project', folder, '--pretty', 'false');

/** Each answers `{ code, output }`; 0 is good. */
const CHECKS = [
  ['format and lint', () => biome('ci', '--error-on-warnings', '--max-diagnostics=100', '.')],
  ['types of server, shared and migrations', () => types('server')],
  ['types of the console', () => types('web')],
  ['import rules', importRules],
  ['dead code', () => program('knip/bin/knip.js', '--config', '.knip.json', '--no-progress')],
  ['files and migrations', fileRules],
  ['texts in all languages', () => completeLocales()],
  ['.env.example and README', () => generatedDocuments()],
];

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
