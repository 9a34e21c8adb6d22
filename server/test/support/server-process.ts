import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { compiledServer } from './compiled-server.ts';
import { freePort } from './test-app.ts';

/** What Node compiled once, it need not compile for every process. */
const COMPILE_CACHE = path.resolve(import.meta.dirname, '../../../node_modules/.cache/compiled');

const STARTER = path.resolve(import.meta.dirname, '../../../.tools/start.mjs');

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Everything it printed, to both outputs. */
  readonly output: string;
}

interface Options {
  /** By `npm start`, which builds first and then runs the server in its place. */
  readonly byStarter?: boolean;
}

/** The real server as a process of its own, as `npm start` runs it. */
export class ServerProcess {
  readonly ended: Promise<Ended>;
  private text = '';
  private readonly child: ChildProcess;

  private constructor(program: readonly string[], environment: Record<string, string>) {
    // Nothing of our own environment: a stray BALIE_ variable would be refused.
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment };
    this.child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const killWithUs = () => this.child.kill('SIGKILL');
    process.once('exit', killWithUs);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.text += chunk.toString();
      });
    }
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => {
        process.off('exit', killWithUs);
        resolve({ code, signal, output: this.text });
      });
    });
  }

  /** Does not wait until it is ready. */
  static async launch(environment: Record<string, string>, { byStarter = false }: Options = {}): Promise<ServerProcess> {
    if (byStarter) return new ServerProcess([STARTER], environment);
    const flags = ['--max-semi-space-size=8', '--heap-growing-percent=100', '--v8-pool-size=1'];
    return new ServerProcess([...flags, await compiledServer()], environment);
  }

  /**
   * On a free port unless PORT says otherwise; resolves once it says that it is ready.
   * @throws {Error} with its output when it ends instead
   */
  static async start(environment: Record<string, string>, options?: Options): Promise<ServerProcess> {
    const PORT = environment['PORT'] ?? String(await freePort());
    const server = await ServerProcess.launch(
      { BALIE_LOG_LEVEL: 'warn', BALIE_ALLOW_PRIVATE_HOSTS: 'true', ...environment, PORT },
      options,
    );
    await server.ready();
    return server;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The server process was not started');
    return this.child.pid;
  }

  get output(): string {
    return this.text;
  }

  /** Empty until it is ready. */
  get url(): string {
    return /Balie is ready at (\S+)/.exec(this.text)?.[1] ?? '';
  }

  async signal(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }

  private async ready(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (this.url) resolve();
    };
    this.child.stdout?.on('data', look);
    look();
    const tooEarly = this.ended.then(({ output }) => {
      throw new Error(`The server ended instead of starting:\n${output}`);
    });
    await Promise.race([promise, tooEarly]);
    tooEarly.catch(() => undefined);
  }
}
