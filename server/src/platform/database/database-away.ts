/**
 * Classes 08 (connection exception), 53 (insufficient resources: too many connections, disk full) and 57P (shutting down, starting):
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY = /^(08...|53...|57P..)$/;
/** What the driver says when a connection is lost, or none could be had in time. */
export const LOST_CONNECTION = /connection (terminated|ended|timeout)|timeout exceeded when trying to connect|not queryable/i;

/** Those of the network carry its codes, as errors of any other server do. */
const withoutConnection = new WeakSet<object>();

/** Notes that PostgreSQL could not be reached. */
export function noteUnreached(error: unknown): void {
  if (typeof error === 'object' && error !== null) withoutConnection.add(error);
}

/** PostgreSQL does not answer, or has no room, for the moment: what was asked is to be asked again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (withoutConnection.has(error)) return true;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? AWAY.test(code) : LOST_CONNECTION.test(error.message);
}
