/** The head of a mail is short; what is longer was made to be. */
const MAX_HEAD = 256_000;
const RESULTS = 'authentication-results:';
const METHOD = /\b(dmarc|dkim|spf)\s{0,3}=\s{0,3}([a-z]{1,20})/gi;

/**
 * Does a mail come from the domain it names? `proven`: the receiving mail server has checked it. `unsaid`: that server
 * checks nothing, or does not tell. `disproved`: it has checked, and nothing speaks for the domain.
 */
export type MailOrigin = 'proven' | 'unsaid' | 'disproved';

/**
 * By `Authentication-Results` (RFC 8601). Only the topmost counts, with those of the same server: each server writes its
 * own above what it got, so whatever a sender put in stands below.
 */
export function originOf(raw: Uint8Array, isTrusted: (domain: string) => boolean): MailOrigin {
  const results = resultsIn(raw);
  const verdicts = results.flatMap((result) => verdictsIn(result, isTrusted));
  if (verdicts.length === 0) return 'unsaid';
  return verdicts.includes('proven') ? 'proven' : 'disproved';
}

function resultsIn(raw: Uint8Array): string[] {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MAX_HEAD)).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  const lines = head
    .slice(0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const values = lines.filter((line) => line.toLowerCase().startsWith(RESULTS)).map((line) => line.slice(RESULTS.length).trim());
  const server = serverOf(values[0]);
  return values.filter((value, index) => index === 0 || (server !== '' && serverOf(value) === server));
}

/** Some leave their name out. */
function serverOf(value = ''): string {
  const [first = ''] = value.split(';');
  return first.includes('=') ? '' : (first.trim().toLowerCase().split(/\s/)[0] ?? '');
}

function verdictsIn(result: string, isTrusted: (domain: string) => boolean): ('proven' | 'not')[] {
  const uncommented = result.replace(/\([^()]{0,500}\)/g, ' ');
  const methods = [...uncommented.matchAll(METHOD)];
  return methods.map((found, index) => {
    const about = uncommented.slice(found.index, methods[index + 1]?.index ?? uncommented.length);
    const isPass = found[2]?.toLowerCase() === 'pass';
    return isPass && domainsIn(found[1]?.toLowerCase() ?? '', about).some(isTrusted) ? 'proven' : 'not';
  });
}

const PROPERTIES: Readonly<Record<string, RegExp>> = {
  dmarc: /\bheader\.from\s{0,3}=\s{0,3}"?([^\s;"]{1,320})/gi,
  dkim: /\bheader\.(?:d|i)\s{0,3}=\s{0,3}"?([^\s;"]{1,320})/gi,
  spf: /\bsmtp\.mailfrom\s{0,3}=\s{0,3}"?<?([^\s;">]{1,320})/gi,
};

function domainsIn(method: string, about: string): string[] {
  const pattern = PROPERTIES[method];
  return pattern ? [...about.matchAll(pattern)].map(([, value = '']) => value.slice(value.lastIndexOf('@') + 1).toLowerCase()) : [];
}
