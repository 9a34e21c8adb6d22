import { DataDirInUse } from './platform/database/data-dir-lock.ts';
import { EmbeddedServerFailed } from './platform/database/embedded-server.ts';
import { DatabaseUnusable } from './platform/database/prepare-database.ts';

/** One sentence for what keeps Balie from starting; the whole error only for what nobody foresaw. */
export function sentenceFor(error: unknown): string {
  const { code, port, syscall } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Balie cannot start: port ${port} is in use. Stop what uses it, or set PORT to another one.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Balie cannot start: this user may not listen on port ${port}. Set PORT to 1024 or higher.`;
  if (code === 'EADDRNOTAVAIL') return 'Balie cannot start: BALIE_HOST is not an address of this machine.';
  if (error instanceof DatabaseUnusable || error instanceof EmbeddedServerFailed || error instanceof DataDirInUse) {
    return `Balie cannot start. ${error.message}`;
  }
  return `Balie cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
