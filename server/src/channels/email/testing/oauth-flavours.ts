import { randomUUID } from 'node:crypto';

export type Flavour = 'google' | 'microsoft';
export interface TokenError {
  readonly status: number;
  readonly error: object;
}

/** In what the two differ. */
export const FLAVOURS: Record<
  Flavour,
  { readonly scopes: readonly string[]; readonly rotates: boolean; readonly givesRefreshToken: (query: URLSearchParams) => boolean }
> = {
  google: {
    scopes: ['https://mail.google.com/'],
    rotates: false,
    givesRefreshToken: (query) => query.get('access_type') === 'offline' && query.get('prompt') === 'consent',
  },
  microsoft: {
    scopes: ['https://outlook.office.com/IMAP.AccessAsUser.All', 'https://outlook.office.com/SMTP.Send'],
    rotates: true,
    givesRefreshToken: (query) => Boolean(query.get('scope')?.split(' ').includes('offline_access')),
  },
};

/** What each answers to a code or refresh token that does not (any more) count. */
export function invalidGrant(flavour: Flavour, what: 'code' | 'token'): TokenError {
  if (flavour === 'google') {
    const words = what === 'code' ? 'Malformed auth code.' : 'Token has been expired or revoked.';
    return { status: 400, error: { error: 'invalid_grant', error_description: words } };
  }
  const number = what === 'code' ? 70000 : 50173;
  return {
    status: 400,
    error: {
      error: 'invalid_grant',
      error_description: `AADSTS${number}: The provided grant has expired due to it being revoked, a fresh auth token is needed.`,
      error_codes: [number],
      timestamp: '2026-11-22 03:00:00Z',
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
    },
  };
}
