import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { AskedProcess } from './asked-process.ts';
import { COMPILE_CACHE, NODE, ROOT } from './places.ts';

/** The built server as it runs in production, with a data folder of its own. */
export class BalieServer {
  private constructor(
    readonly url: string,
    private readonly run: Run,
    private readonly dataDir: string,
  ) {}

  /**
   * @param prepare called with the environment of the server before it starts
   * @param runs where it runs; a process of its own unless said otherwise
   */
  static async start(
    databaseUrl: string,
    prepare?: (environment: Record<string, string>) => Promise<void>,
    runs: (environment: Record<string, string>) => Run = (environment) => new OwnProcess(environment),
  ): Promise<BalieServer> {
    const port = await freePort();
    const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-journey-'));
    const environment = {
      PORT: String(port),
      BALIE_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: databaseUrl,
      BALIE_DATA_DIR: dataDir,
      BALIE_ALLOW_PRIVATE_HOSTS: 'true',
      BALIE_MAIL_POLL_SECONDS: '5',
      BALIE_DEMO_SHOP: 'true',
      BALIE_LOG_LEVEL: 'warn',
    };
    await prepare?.(environment);
    const run = runs(environment);
    await run.launch();
    return new BalieServer(`http://127.0.0.1:${port}`, run, dataDir);
  }

  /** Stops it (or cuts it off) and brings it up again with the same data. */
  async restart(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.run.end(signal);
    await this.run.launch();
  }

  async stop(): Promise<void> {
    await this.run.end('SIGTERM');
    await fs.rm(this.dataDir, { recursive: true, force: true });
  }

  /** What it wrote since it was started, for the report of a failed journey. */
  get log(): string {
    return this.run.said;
  }
}

/** How a server is brought up and down. */
interface Run {
  readonly said: string;
  launch(): Promise<void>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Variables of our own that a server may see; a stray BALIE_ one would be refused. */
function inherited(): Record<string, string> {
  const { PATH, HOME, TZ } = process.env;
  const known = Object.entries({ PATH, HOME, TZ, NODE_COMPILE_CACHE: COMPILE_CACHE });
  return Object.fromEntries(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** By `main.ts`, as people start it: it can be killed. */
class OwnProcess implements Run {
  said = '';
  private child: ChildProcess | undefined;

  constructor(private readonly environment: Record<string, string>) {}

  async launch(): Promise<void> {
    const child = spawn(NODE, ['--max-semi-space-size=8', 'server/dist/main.js'], {
      cwd: ROOT,
      env: { ...inherited(), ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        this.said += chunk.toString();
        if (this.said.includes('Balie is ready at')) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`Balie ended with code ${code}:\n${this.said}`)));
    });
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
    this.said = '';
  }
}

/** One process for many servers, one after the other and the next beside it: to load the program takes longer than many a journey. */
export class SharedProcess {
  private constructor(private readonly helper: AskedProcess) {}

  static async start(): Promise<SharedProcess> {
    return new SharedProcess(await AskedProcess.start(['--max-semi-space-size=8', 'server/test/support/journey-servers.ts'], inherited()));
  }

  stop(): Promise<void> {
    return this.helper.stop();
  }

  run(environment: Record<string, string>): Run {
    const { helper } = this;
    let url: string | undefined;
    let before = 0;
    return {
      get said() {
        return helper.said.slice(before);
      },
      launch: async () => {
        before = helper.said.length;
        url = await helper.ask<string>('start', environment);
      },
      end: async (signal) => {
        if (signal === 'SIGKILL') throw new Error('This Balie shares its process: let the journey have one of its own');
        if (url !== undefined) await helper.ask('end', url);
        url = undefined;
      },
    };
  }
}

/** Below 32768, where outgoing connections do not take their ports from. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = net.createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
