import fs from 'node:fs/promises';
import type { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';

export default async function globalTeardown(): Promise<void> {
  const { balieTest } = globalThis as { balieTest?: { server: EmbeddedServer; dir: string } };
  await balieTest?.server.stop();
  if (balieTest) await fs.rm(balieTest.dir, { recursive: true, force: true });
}
