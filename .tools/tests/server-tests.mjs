import fs from 'node:fs';
import { inRoot, NODE } from '../lib/place.mjs';
import { runOpenly } from '../lib/run.mjs';

/** When more than so many files fail, it is no mood of the machine. */
const MOST_AGAIN = 8;

/**
 * Jest over server, shared and migrations.
 * @param patterns of file names, or flags of Jest
 * @returns {Promise<{ passed: number, failures: string[], failedFiles: string[] }>}
 */
export async function serverTests(patterns) {
  const report = inRoot('server/test-results/jest.json');
  fs.rmSync(report, { force: true });
  fs.mkdirSync(inRoot('server/test-results'), { recursive: true });
  const jest = inRoot('server/node_modules/jest/bin/jest.js');
  const flags = ['--ci', '--passWithNoTests', '--json', `--outputFile=${report}`];
  // Its own account goes to stderr; what --json prints to stdout is in the file already.
  const options = { cwd: inRoot('server'), stdio: ['ignore', 'ignore', 'inherit'] };
  const code = await runOpenly(NODE, ['--no-warnings', jest, ...flags, ...patterns], options);
  if (!fs.existsSync(report)) return { passed: 0, failures: [`Jest ended with code ${code} and left no report`], failedFiles: [] };
  const { testResults, numPassedTests } = JSON.parse(fs.readFileSync(report, 'utf8'));
  const failures = testResults.flatMap(failuresIn);
  if (code !== 0 && failures.length === 0) failures.push(`Jest ended with code ${code}, though no test failed`);
  const failedFiles = testResults.filter((suite) => failuresIn(suite).length > 0).map(({ name }) => name);
  return { passed: numPassedTests, failures, failedFiles };
}

/**
 * What failed beside all the others is run once more, by itself. What passes then is unsteady: it waits for too little, or
 * something in it depends on the order of two things.
 */
export async function againByThemselves(first) {
  const { passed, failures, failedFiles } = first;
  if (failedFiles.length === 0 || failedFiles.length > MOST_AGAIN) return first;
  console.log(`\n  Once more, by themselves: ${failedFiles.map((file) => file.replace(`${inRoot()}/`, '')).join(', ')}`);
  const second = await serverTests(['--runInBand', '--runTestsByPath', ...failedFiles]);
  const unsteady = failures.filter((failure) => !second.failures.includes(failure));
  return { passed: passed + unsteady.length, failures: second.failures, unsteady };
}

/** A skipped test counts as failed: it proves nothing. */
function failuresIn(suite) {
  const file = suite.name.replace(`${inRoot()}/`, '');
  const tests = suite.assertionResults.filter((test) => test.status !== 'passed');
  if (tests.length === 0 && suite.status === 'failed') return [`${file} could not be run`];
  return tests.map((test) => `${file}: ${test.fullName}${test.status === 'failed' ? '' : ` (${test.status})`}`);
}
