import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const SERVER = path.resolve(import.meta.dirname, '../..');
const OUTPUT = path.join(SERVER, 'dist-test');
const STAMP = path.join(OUTPUT, 'stamp');
const LOCK = path.join(SERVER, 'dist-test.lock');

let compiled: Promise<string> | undefined;

/** The server as the build makes it, in a folder of the tests. @returns absolute path of its `main.js` */
export function compiledServer(): Promise<string> {
  compiled ??= withLock(async () => {
    const fingerprint = await fingerprintOf(path.join(SERVER, 'src'));
    if ((await fs.readFile(STAMP, 'utf8').catch(() => '')) !== fingerprint) {
      await fs.rm(OUTPUT, { recursive: true, force: true });
      const swc = path.join(SERVER, 'node_modules/@swc/cli/bin/swc.js');
      const flags = ['--config-file', '../.swcrc', '--ignore', '**/*.spec.ts,**/testing/**', '--quiet'];
      const cwd = path.join(SERVER, 'src');
      await promisify(execFile)(process.execPath, [swc, '.', '--out-dir', path.relative(cwd, OUTPUT), ...flags], { cwd });
      await fs.writeFile(STAMP, fingerprint);
    }
    return path.join(OUTPUT, 'main.js');
  });
  return compiled;
}

/** Several spec files want it at once; one compiles. */
async function withLock<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 300_000;
  while (!(await tryToLock())) {
    if (Date.now() > deadline) throw new Error(`Somebody holds ${LOCK}; remove it if nobody compiles`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    return await work();
  } finally {
    await fs.rm(LOCK, { force: true });
  }
}

async function tryToLock(): Promise<boolean> {
  const holder = Number(await fs.readFile(LOCK, 'utf8').catch(() => ''));
  if (holder && !isAlive(holder)) await fs.rm(LOCK, { force: true });
  return fs.writeFile(LOCK, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function fingerprintOf(dir: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await fs.readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(`${file}\0`).update(await fs.readFile(file));
  return hash.digest('hex');
}
