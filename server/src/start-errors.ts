import { CannotStart } from './platform/errors/cannot-start.ts';

/** One sentence for what keeps Balie from starting; the whole error only for what nobody foresaw. */
export function sentenceFor(error: unknown): string {
  if (error instanceof CannotStart) return `Balie cannot start. ${error.message}`;
  const { code, port, syscall } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Balie cannot start: port ${port} is in use. Stop what uses it, or set PORT to another one.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Balie cannot start: this user may not listen on port ${port}. Set PORT to 1024 or higher.`;
  if (code === 'EADDRNOTAVAIL') return 'Balie cannot start: BALIE_HOST is not an address of this machine.';
  return `Balie cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
