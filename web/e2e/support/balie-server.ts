import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { COMPILE_CACHE, NODE, ROOT } from './places.ts';

/** The built server as it runs in production, in a process and with a data folder of its own. */
export class BalieServer {
  private child: ChildProcess | undefined;
  private said = '';

  private constructor(
    readonly url: string,
    private readonly environment: Record<string, string>,
    private readonly dataDir: string,
  ) {}

  /** @param prepare called with the environment of the server before it starts */
  static async start(databaseUrl: string, prepare?: (environment: Record<string, string>) => Promise<void>): Promise<BalieServer> {
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
    const server = new BalieServer(`http://127.0.0.1:${port}`, environment, dataDir);
    await server.launch();
    return server;
  }

  /** Stops it (or cuts it off) and brings it up again with the same data. */
  async restart(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.end(signal);
    await this.launch();
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await fs.rm(this.dataDir, { recursive: true, force: true });
  }

  /** What it wrote since it was started, for the report of a failed journey. */
  get log(): string {
    return this.said;
  }

  private async launch(): Promise<void> {
    const { PATH, HOME, TZ } = process.env;
    const inherited = Object.fromEntries(Object.entries({ PATH, HOME, TZ }).filter(([, value]) => value !== undefined));
    // Without maps of its sources, which cost every start a third of a second; they stand beside it for who reads a trace.
    const child = spawn(NODE, ['--max-semi-space-size=8', 'server/dist/main.js'], {
      cwd: ROOT,
      env: { ...inherited, NODE_COMPILE_CACHE: COMPILE_CACHE, ...this.environment },
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

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
    this.said = '';
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
