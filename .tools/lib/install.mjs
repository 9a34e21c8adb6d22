import fs from 'node:fs';
import { fingerprintOf, unlessUnchanged } from './fingerprint.mjs';
import { inRoot } from './place.mjs';
import { firstLines, lastLines, runQuietly } from './run.mjs';
import { step } from './step.mjs';
import { Trouble } from './trouble.mjs';

const MANIFESTS = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'server/package.json',
  'web/package.json',
  'web/widget/package.json',
  'shared/package.json',
  'migrations/package.json',
];

/** Identifies what is installed: builds depend on it too. */
export const installFingerprint = () => `${fingerprintOf(MANIFESTS)}-${process.platform}-${process.arch}`;

/** Brings the pinned pnpm and with it every package, the pinned Node among them; does nothing when all is there. */
export function ensureInstalled() {
  const stamp = { name: 'installed', fingerprint: installFingerprint(), results: ['node_modules/.bin/node', 'server/node_modules'] };
  return unlessUnchanged(stamp, () => step('Installing packages (the first time this takes a minute or two)', () => install()));
}

/** For an image: leaves only what runs. Afterwards nothing can be built or tested here. */
export function installForProduction() {
  return step('Leaving only the packages that run', () => install('--prod'));
}

async function install(...flags) {
  const version = pinnedPnpm();
  // pnpm asks nothing without a terminal; the lockfile decides what comes.
  const args = ['--yes', `pnpm@${version}`, 'install', '--frozen-lockfile', ...flags];
  const { code, output } = await runQuietly('npx', args, { env: { ...process.env, CI: 'true' } });
  if (code === 0) return;
  const reason = reasonFor(code, output);
  const said = reason ? firstLines(output.replace(/^npm warn.*\n/gm, ''), 4) : lastLines(output);
  throw new Trouble(`\n${reason ?? 'The packages cannot be installed.'}\n\nThe installer said:\n${said}`);
}

function pinnedPnpm() {
  const version = /^ {2}pnpm: *["']?([\d.]+)/m.exec(fs.readFileSync(inRoot('pnpm-workspace.yaml'), 'utf8'))?.[1];
  if (!version) throw new Trouble('pnpm-workspace.yaml names no version of pnpm in its catalog; there has to be a line "pnpm: 1.2.3".');
  return version;
}

const REASONS = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|fetch failed|dns error|error sending request/i,
    'The packages cannot be downloaded: the npm registry is out of reach. Check the network connection (or the proxy settings of npm) and try again.',
  ],
  [/ENOSPC|no space left/i, 'The packages cannot be installed: the disk is full. Make room and try again.'],
  [
    /OUTDATED_LOCKFILE|FROZEN_LOCKFILE/i,
    'pnpm-lock.yaml does not fit the package.json files. Run "npx pnpm install" and commit the lockfile.',
  ],
  [
    /EACCES|EPERM|EROFS|permission denied/i,
    'The packages cannot be installed: this user may not write here. Check who owns this folder and npm’s cache.',
  ],
];

function reasonFor(code, output) {
  if (code === 127) return 'npx was not found. It comes with npm; install Node.js together with npm.';
  return REASONS.find(([pattern]) => pattern.test(output))?.[1];
}
