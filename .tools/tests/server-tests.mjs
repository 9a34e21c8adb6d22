import fs from 'node:fs';
import { inRoot, NODE } from '../lib/place.mjs';
import { runOpenly } from '../lib/run.mjs';

/** Jest over server, shared and migrations. @returns {Promise<{ passed: number, failures: string[] }>} */
export async function serverTests(patterns) {
  const report = inRoot('server/test-results/jest.json');
  fs.rmSync(report, { force: true });
  fs.mkdirSync(inRoot('server/test-results'), { recursive: true });
  const jest = inRoot('server/node_modules/jest/bin/jest.js');
  const flags = ['--ci', '--passWithNoTests', '--json', `--outputFile=${report}`];
  // Its own account goes to stderr; what --json prints to stdout is in the file already.
  const options = { cwd: inRoot('server'), stdio: ['ignore', 'ignore', 'inherit'] };
  const code = await runOpenly(NODE, ['--experimental-vm-modules', '--no-warnings', jest, ...flags, ...patterns], options);
  if (!fs.existsSync(report)) return { passed: 0, failures: [`Jest ended with code ${code} and left no report`] };
  const failures = failuresIn(JSON.parse(fs.readFileSync(report, 'utf8')));
  if (code !== 0 && failures.length === 0) failures.push(`Jest ended with code ${code}, though no test failed`);
  return { passed: JSON.parse(fs.readFileSync(report, 'utf8')).numPassedTests, failures };
}

/** A skipped test counts as failed: it proves nothing. */
function failuresIn(report) {
  return report.testResults.flatMap((suite) => {
    const file = suite.name.replace(`${inRoot()}/`, '');
    const tests = suite.assertionResults.filter((test) => test.status !== 'passed');
    if (tests.length === 0 && suite.status === 'failed') return [`${file} could not be run`];
    return tests.map((test) => `${file}: ${test.fullName}${test.status === 'failed' ? '' : ` (${test.status})`}`);
  });
}
