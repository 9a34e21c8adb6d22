const KINDS = [
  ['domain', /^5\.(?:1\.2|4\.4)$/u],
  ['address', /^5\.1\./u],
  ['full', /^[45]\.2\.2$/u],
  ['off', /^5\.2\.1$/u],
  ['large', /^5\.(?:2\.3|3\.4)$/u],
  ['refused', /^5\.7\./u],
  ['unreachable', /^(?:4\.|5\.4\.)/u],
] as const;

export type BounceKind = (typeof KINDS)[number][0] | 'other';

/** What an enhanced status code of a mail server (RFC 3463) means to people; words for it stand in `tickets:bounce`. */
export function bounceKind(code: string): BounceKind {
  return KINDS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other';
}
