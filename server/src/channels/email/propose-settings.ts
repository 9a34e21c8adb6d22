import type { EmailProposal, EmailSignIn } from '@balie/shared/contracts/channels.ts';
import { type FoundServers, isHostName, readAutoconfig } from './autoconfig.ts';
import { providerOf } from './email-providers.ts';
import type { MailLookups, ServiceRecord } from './mail-lookups.ts';

type Endpoint = EmailProposal['imap'];
export type Lookups = Pick<MailLookups, 'exchangers' | 'services' | 'autoconfig'>;

/**
 * Settings for an address: of its provider where we know it, by the domain's mail exchanger if need be; else what the
 * domain itself says, in a file for mail programs (autoconfig) or in the DNS (RFC 6186); else the usual names. All are
 * asked at once.
 */
export async function proposeSettings(
  address: string,
  lookups: Lookups,
  canSignIn: (at: EmailSignIn) => boolean = () => false,
): Promise<Omit<EmailProposal, 'forwarding'>> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const known = providerOf(domain, []);
  const [exchangers, offered, published] = known
    ? [[], {}, {}]
    : await Promise.all([lookups.exchangers(domain), autoconfig(lookups, domain, address), services(lookups, domain)]);
  const provider = known ?? providerOf(domain, exchangers);
  if (provider) {
    const { name, imap, smtp, hint = null, signIn } = provider;
    return { provider: name, imap, smtp, user: address, hint, signIn: signIn && canSignIn(signIn) ? signIn : null };
  }
  return {
    provider: (offered.imap && offered.name) ?? null,
    imap: offered.imap ?? published.imap ?? { host: `imap.${domain}`, port: 993, security: 'tls' },
    smtp: offered.smtp ?? published.smtp ?? { host: `smtp.${domain}`, port: 465, security: 'tls' },
    user: offered.user ?? address,
    hint: null,
    signIn: null,
  };
}

async function autoconfig(lookups: Lookups, domain: string, address: string): Promise<FoundServers> {
  const xml = await lookups.autoconfig(domain, address);
  return xml === undefined ? {} : readAutoconfig(xml, address);
}

async function services(lookups: Lookups, domain: string): Promise<FoundServers> {
  const [imaps, imap, submissions, submission] = await Promise.all(
    ['_imaps', '_imap', '_submissions', '_submission'].map((service) => lookups.services(`${service}._tcp.${domain}`)),
  );
  return {
    imap: best(imaps, 'tls') ?? best(imap, 'starttls'),
    smtp: best(submissions, 'tls') ?? best(submission, 'starttls'),
  };
}

function best(records: readonly ServiceRecord[] | undefined, security: Endpoint['security']): Endpoint | undefined {
  const [first] = (records ?? [])
    .filter(({ host, port }) => isHostName(host) && port > 0)
    .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight);
  return first && { host: first.host.toLowerCase(), port: first.port, security };
}
