import type { IncomingHttpHeaders } from 'node:http';

/** The address behind a connection, as for requests: of what a proxy passes on only what the nearest one says counts. */
export function clientAddress(headers: IncomingHttpHeaders, peer: string, trustProxy: boolean): string {
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
  return trustProxy && told ? told : peer;
}
