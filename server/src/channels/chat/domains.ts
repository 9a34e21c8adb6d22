/** Does this page belong to one of the domains? A domain covers what lies below it; the port plays no part. */
export function isAllowedOrigin(origin: string | undefined, domains: readonly string[]): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
