import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type DovecotServer, startDovecot } from '../../src/channels/email/testing/dovecot.ts';
import { MAILBOX } from '../../test/support/connected-shop.ts';
import { ServerProcess } from '../../test/support/server-process.ts';

/** A server with its own PostgreSQL, and a mail server beside it. */
export interface Place {
  readonly server: ServerProcess;
  readonly dovecot: DovecotServer;
  readonly dataDir: string;
  end(): Promise<void>;
}

export async function makePlace(environment: Record<string, string> = {}): Promise<Place> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-bench-'));
  await fs.chmod(dataDir, 0o755);
  const dovecot = await startDovecot();
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  const server = await ServerProcess.start({ BALIE_DATA_DIR: dataDir, ...environment });
  return {
    server,
    dovecot,
    dataDir,
    end: async () => {
      await server.signal('SIGTERM');
      await dovecot.stop();
      await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}
