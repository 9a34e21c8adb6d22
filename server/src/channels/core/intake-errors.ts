import { reason } from '@balie/shared/domain/reasons.ts';
import { LOST_CONNECTION } from '../../platform/database/database-away.ts';

/**
 * What a failed attempt to take a message in means: `message`: this message cannot be taken in, the next one may;
 * `clash`: it met another transaction, the same again will do; `house`: database or storage are out of reach, nothing
 * can be taken in now.
 */
export type IntakeTrouble = 'message' | 'clash' | 'house';

export function troubleOf(error: unknown): IntakeTrouble {
  const code = codeOf(error);
  if (/^(40001|40P01|55P03)$/.test(code)) return 'clash';
  // Connection and resource trouble of PostgreSQL, of the network under it, and of the disk.
  if (/^(08|53|57|58)...$/.test(code) || UNREACHABLE.test(code)) return 'house';
  if (error instanceof Error && LOST_CONNECTION.test(error.message)) return 'house';
  // A statement that is wrong for every message (a table that is not there) says nothing about this one.
  return /^42...$/.test(code) ? 'house' : 'message';
}

const UNREACHABLE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENOSPC|EROFS|EIO|EMFILE|ENFILE|EACCES)/;

function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause ? codeOf(cause) : '';
}

/** In words for the screen of failed messages. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, 1_000) || reason('unreadable');
}
