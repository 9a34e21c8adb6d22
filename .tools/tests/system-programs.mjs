import fs from 'node:fs';
import { lastLines, runQuietly } from '../lib/run.mjs';
import { step } from '../lib/step.mjs';
import { Trouble } from '../lib/trouble.mjs';

/** What the tests need and npm does not bring: where it may be, and the Debian packages that bring it. */
const PROGRAMS = {
  chromium: { anyOf: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'], packages: ['chromium'] },
  dovecot: { anyOf: ['/usr/sbin/dovecot'], packages: ['dovecot-core'] },
  'dovecot (IMAP)': { anyOf: ['/usr/lib/dovecot/imap'], packages: ['dovecot-imapd'] },
  'dovecot (LMTP)': { anyOf: ['/usr/lib/dovecot/lmtp'], packages: ['dovecot-lmtpd'] },
  redis: { anyOf: ['/usr/bin/redis-server', '/usr/local/bin/redis-server'], packages: ['redis-server'] },
};

/** Does what Chromium does in three quarters of the time; without it the tests take longer, that is all. */
const WANTED = { file: '/usr/bin/chromium-headless-shell', package: 'chromium-headless-shell' };

/** Installs the missing ones through apt-get where we may. @throws {Trouble} naming what is missing where we may not */
export async function ensureSystemPrograms() {
  const missing = absent();
  if (missing.length > 0) await install(missing);
  if (!fs.existsSync(WANTED.file)) await tryToInstall(WANTED.package);
}

async function install(missing) {
  const packages = missing.flatMap(([, { packages }]) => packages);
  const names = missing.map(([name]) => name).join(', ');
  const asRoot = await rootPrefix();
  if (!asRoot) throw new Trouble(`The tests need ${names}. Install them first: sudo apt-get install ${packages.join(' ')}`);
  await step(`Installing ${names} for the tests`, async () => {
    await apt(asRoot, ['update']);
    await apt(asRoot, ['install', '--yes', '--no-install-recommends', ...packages]);
  });
  const still = absent().map(([name]) => name);
  if (still.length > 0) throw new Trouble(`The tests need ${still.join(', ')}, which the packages ${packages.join(' ')} did not bring.`);
}

async function tryToInstall(name) {
  const asRoot = await rootPrefix();
  if (!asRoot) return;
  const patience = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15'];
  await step(`Looking for ${name}, which makes the tests faster`, async () => {
    try {
      await apt(asRoot, [...patience, 'update']);
      await apt(asRoot, [...patience, 'install', '--yes', '--no-install-recommends', name]);
    } catch {
      console.log('    There is none; Chromium does it.');
    }
  });
}

const absent = () => Object.entries(PROGRAMS).filter(([, { anyOf }]) => !anyOf.some((file) => fs.existsSync(file)));

/** How a command is run as root: as it is, through sudo without a password, or not at all. */
async function rootPrefix() {
  if (process.platform !== 'linux' || !fs.existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await runQuietly('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : undefined;
}

async function apt(prefix, args) {
  const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
  const { code, output } = await runQuietly(command, rest);
  if (code !== 0) throw new Trouble(`\napt-get ${args.find((arg) => /^[a-z]+$/.test(arg))} failed:\n${lastLines(output)}`);
}
