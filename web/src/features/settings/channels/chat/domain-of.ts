const DOMAIN = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+)$/;

/** The domain in what somebody typed or pasted: `https://www.lampen.nl/shop` is `lampen.nl`. Undefined when there is none. */
export function domainOf(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const address = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const host = new URL(address).hostname.replace(/^www\./, '');
  return DOMAIN.test(host) ? host : undefined;
}
