import fs from 'node:fs';
import { inRoot, NODE, withPinnedNode } from '../lib/place.mjs';
import { runBeside } from '../lib/run.mjs';

/**
 * Playwright over web/e2e, beside whatever else runs.
 * @returns {{ ended: Promise<{ passed: number, failures: string[], unsteady: string[] }>, show: () => void }} `show` lets its output through
 */
export function browserTests(patterns) {
  const report = inRoot('web/test-results/playwright.json');
  fs.rmSync(report, { force: true });
  const playwright = inRoot('web/node_modules/@playwright/test/cli.js');
  const env = { ...withPinnedNode(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const flags = ['--reporter=list,json', '--pass-with-no-tests'];
  const { ended, show } = runBeside(NODE, [playwright, 'test', ...flags, ...patterns], { cwd: inRoot('web'), env });
  return { show, ended: ended.then((code) => resultsIn(report, code)) };
}

function resultsIn(report, code) {
  if (!fs.existsSync(report)) return { passed: 0, failures: [`Playwright ended with code ${code} and left no report`], unsteady: [] };
  const { suites, errors, stats } = JSON.parse(fs.readFileSync(report, 'utf8'));
  const failures = [
    ...errors.map(({ message }) => `Playwright: ${message?.split('\n')[0]}`),
    ...suites.flatMap((suite) => titlesIn(suite, ['unexpected', 'skipped'])),
  ];
  // Failed, and passed when they were asked once more.
  const unsteady = suites.flatMap((suite) => titlesIn(suite, ['flaky']));
  if (code !== 0 && failures.length === 0) failures.push(`Playwright ended with code ${code}, though no test failed`);
  return { passed: stats.expected + unsteady.length, failures, unsteady };
}

/** Skipped tests count as failed: they prove nothing. */
function titlesIn(suite, statuses, titles = []) {
  const path = [...titles, suite.title].filter(Boolean);
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter((test) => statuses.includes(test.status))
      .map((test) => `web/e2e/${[...path, spec.title].join(' › ')}${test.status === 'skipped' ? ' (skipped)' : ''}`),
  );
  return [...own, ...(suite.suites ?? []).flatMap((child) => titlesIn(child, statuses, path))];
}
