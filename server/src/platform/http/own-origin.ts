import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config/config.ts';

/**
 * Is it a page of ours that asks? By the host that was asked for, or by the address under which people open the console:
 * many a proxy names itself as the host when it passes a request on.
 */
export function isOwnOrigin(origin: string, { host }: IncomingHttpHeaders, { publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  if (!URL.canParse(origin)) return false;
  const found = new URL(origin);
  return found.host === host || found.origin === new URL(publicUrl).origin;
}
