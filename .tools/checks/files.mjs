import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/place.mjs';
import { runQuietly } from '../lib/run.mjs';

const LONGEST_LINES = 300;
const ROOT_FILES = ['README.md', 'ARCHITECTURE.md', 'LICENSE', 'package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];
const ROOT_FOLDERS = ['server', 'web', 'shared', 'migrations', 'docker'];
const CODE = /[.](?:ts|tsx|mjs|js)$/;
const MIGRATION = /^migrations\/src\/(\d{13})-[a-z]+(?:-[a-z0-9]+)+[.]ts$/;

/** Rules about files themselves: what stands in the root, no barrels, no endless files, how a migration is called. */
export async function fileRules() {
  const files = await ownFiles();
  const faults = [...files.flatMap(faultsOf), ...repeatedMigrationTimes(files)];
  return { code: faults.length > 0 ? 1 : 0, output: faults.join('\n') };
}

/** Files that git knows or would take in. */
async function ownFiles() {
  const { output } = await runQuietly('git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  return output.split('\n').filter((file) => file !== '' && fs.existsSync(inRoot(file)));
}

function faultsOf(file) {
  const [first] = file.split('/');
  const inTheRoot = !file.includes('/');
  const name = path.basename(file);
  const faults = [];
  if (!first.startsWith('.') && !(inTheRoot ? ROOT_FILES : ROOT_FOLDERS).includes(first)) {
    faults.push(`${file}: the root holds ${[...ROOT_FOLDERS, ...ROOT_FILES].join(', ')} and dotfiles, nothing else`);
  }
  if (/^index[.]tsx?$/.test(name)) faults.push(`${file}: no index.ts; import the file that holds the thing`);
  if (file.startsWith('migrations/src/')) faults.push(...migrationFaults(file));
  if (CODE.test(name)) {
    const lines = fs.readFileSync(inRoot(file), 'utf8').trimEnd().split('\n').length;
    if (lines > LONGEST_LINES) faults.push(`${file}: ${lines} lines; above ${LONGEST_LINES} it is two files or a folder`);
  }
  return faults;
}

function migrationFaults(file) {
  const time = MIGRATION.exec(file)?.[1];
  if (!time) return [`${file}: a migration is called <13-digit timestamp>-<verb>-<noun>.ts`];
  const text = fs.readFileSync(inRoot(file), 'utf8');
  const faults = [];
  if (!new RegExp(`export class \\w+${time} implements MigrationInterface`).test(text))
    faults.push(`${file}: its class has to end in ${time}`);
  if (!/async down\(/.test(text)) faults.push(`${file}: a migration can be taken back; down() is missing`);
  return faults;
}

function repeatedMigrationTimes(files) {
  const times = files.map((file) => MIGRATION.exec(file)?.[1]).filter(Boolean);
  return times
    .filter((time, at) => times.indexOf(time) !== at)
    .map((time) => `migrations/src/${time}-…: two migrations have this timestamp`);
}
