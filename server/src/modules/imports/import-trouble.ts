/** The work met another transaction: the same again will do. */
export function isClash(error: unknown): boolean {
  return /^(40001|40P01|55P03)$/.test(codeOf(error));
}

/** Database or storage are out of reach: nothing can come in now, and no item is to blame. */
export function isHouseTrouble(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|42|53|57|58)...$/.test(code) || UNREACHABLE.test(code)) return true;
  return error instanceof Error && LOST_CONNECTION.test(error.message);
}

const UNREACHABLE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENOSPC|EROFS|EIO|EMFILE|ENFILE|EACCES)/;
const LOST_CONNECTION = /connection (terminated|ended|timeout)|timeout exceeded when trying to connect|not queryable/i;

function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause ? codeOf(cause) : '';
}
