import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { compiledServer } from '../test/support/compiled-server.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { memoryOf } from './memory-of.ts';
import { postgresPid } from './postgres-pid.ts';
import type { Report } from './report.ts';

export const name = 'Idle: the server with its own PostgreSQL';

const STARTS = 5;
const QUIET_MS = 20_000;

export async function run(report: Report): Promise<void> {
  await compiledServer();
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-idle-'));
  await fs.chmod(dataDir, 0o755);
  try {
    const environment = { BALIE_DATA_DIR: dataDir };
    const first = await timed(environment);
    await first.server.signal('SIGTERM');
    const times: number[] = [];
    for (let start = 1; start < STARTS; start++) {
      const { server, seconds } = await timed(environment);
      times.push(seconds);
      await server.signal('SIGTERM');
    }
    const slowest = Math.max(...times);
    report({ figure: 'First start, database made', value: `${first.seconds.toFixed(1)} s`, limit: '', goal: '' });
    report({ figure: `Slowest of ${times.length} later starts`, value: `${slowest.toFixed(1)} s`, limit: '', goal: '< 5 s' });

    const { server } = await timed(environment);
    await delay(QUIET_MS);
    const postgres = await postgresPid(dataDir);
    const [all, database] = [await memoryOf(server.pid, postgres), await memoryOf(postgres)];
    await server.signal('SIGTERM');
    const value = `${all.toFixed(0)} MB (PostgreSQL ${database.toFixed(0)} MB of it)`;
    report({ figure: `Memory after ${QUIET_MS / 1000} quiet seconds (PSS)`, value, limit: '', goal: '< 350 MB' });
  } finally {
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

/** Until it says that it is ready, which is after it listens. */
async function timed(environment: Record<string, string>): Promise<{ server: ServerProcess; seconds: number }> {
  const start = performance.now();
  const server = await ServerProcess.start(environment);
  return { server, seconds: (performance.now() - start) / 1000 };
}
