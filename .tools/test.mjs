import { buildServer, buildWeb } from './lib/builds.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { asTool } from './lib/trouble.mjs';
import { browserTests } from './tests/browser-tests.mjs';
import { againByThemselves, serverTests } from './tests/server-tests.mjs';
import { ensureSystemPrograms } from './tests/system-programs.mjs';

/**
 * `npm test`: brings what is missing, builds, and runs every test: unit, database, contract and whole-app tests (Jest),
 * and beside them the journeys in a browser (Playwright). `--server` or `--web` chooses one of the two; other words choose files.
 */
await asTool(async (args) => {
  const patterns = args.filter((arg) => arg !== '--server' && arg !== '--web');
  const [server, web] = ['--server', '--web'].map((flag) => args.includes(flag));
  await ensureInstalled();
  await ensureSystemPrograms();
  await buildServer();
  await buildWeb();
  // Both at once: each waits for the other half of the machine as often as it works.
  const journeys = web || !server ? browserTests(patterns) : undefined;
  const results = server || !web ? [await serverTests(patterns)] : [];
  journeys?.show();
  if (journeys) results.push(await journeys.ended);
  return conclude(await Promise.all(results.map((result) => (result.failedFiles ? againByThemselves(result) : result))));
});

/** The last line is for programs. @returns exit code */
function conclude(results) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failures = results.flatMap((result) => result.failures);
  const unsteady = results.flatMap((result) => result.unsteady ?? []);
  // Nothing is hidden: each of these is to be mended.
  if (unsteady.length > 0)
    console.log(`\nUnsteady, failed first and passed once more:\n${unsteady.map((test) => `  ~ ${test}`).join('\n')}`);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ✗ ${failure}`).join('\n')}`);
  if (passed + failures.length === 0) console.log('\nNo test was run.');
  console.log(`\n${passed} passed, ${failures.length} failed`);
  return passed > 0 && failures.length === 0 ? 0 : 1;
}
