import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Application, type ApplicationOptions, startApplication } from '../../src/application.ts';
import type { Clock } from '../../src/platform/clock/clock.ts';
import { readConfig } from '../../src/platform/config/config.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export interface TestApp extends Application {
  readonly url: string;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** Closes the application and drops its database. */
  stop(): Promise<void>;
}

/**
 * The whole application on a port of its own and a fresh database.
 * @param environment overrides, by variable name
 * @param also modules beside those of the house
 */
export async function startTestApp(
  environment: Record<string, string> = {},
  clock?: Clock,
  also: ApplicationOptions['also'] = [],
): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-app-'));
  const config = readConfig(
    {
      PORT: '0',
      BALIE_DATA_DIR: dataDir,
      BALIE_LOG_LEVEL: process.env['BALIE_TEST_LOG'] ?? 'silent',
      BALIE_ALLOW_PRIVATE_HOSTS: 'true',
      BALIE_UNDO_SECONDS: '0',
      // Nobody there: no test talks to Meta.
      BALIE_WHATSAPP_API_URL: 'http://127.0.0.1:1/v26.0',
      // Nor to bol.com.
      BALIE_BOL_API_URL: 'http://127.0.0.1:1',
      BALIE_BOL_LOGIN_URL: 'http://127.0.0.1:1',
      DATABASE_URL: database.url,
      ...environment,
    },
    dataDir,
  );
  const application = await startApplication(
    { ...config, port: await freePort() },
    { database, checkResponses: true, also, ...(clock ? { clock } : {}) },
  );
  return {
    ...application,
    url: application.url ?? '',
    database,
    dataDir,
    stop: async () => {
      await application.close();
      await database.drop();
      await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Below 32768, where outgoing connections do not take their ports from. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
