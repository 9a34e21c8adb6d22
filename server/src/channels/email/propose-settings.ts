import dns from 'node:dns/promises';
import type { EmailProposal, EmailSignIn } from '@balie/shared/contracts/channels.ts';
import { providerOf } from './email-providers.ts';

/** An owner waits for the proposal; without an answer in time the settings are guessed. */
const LOOKUP_MS = 2_500;

export type FindExchangers = (domain: string) => Promise<readonly string[]>;

/** Settings for an address: of its provider where we know it, by the domain's mail exchanger if need be, guessed otherwise. */
export async function proposeSettings(
  address: string,
  findExchangers: FindExchangers = exchangersOf,
  canSignIn: (at: EmailSignIn) => boolean = () => false,
): Promise<EmailProposal> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const provider = providerOf(domain, []) ?? providerOf(domain, await findExchangers(domain));
  if (provider) {
    const { name, imap, smtp, hint = null, signIn } = provider;
    return { provider: name, imap, smtp, user: address, hint, signIn: signIn && canSignIn(signIn) ? signIn : null };
  }
  return {
    provider: null,
    imap: { host: `imap.${domain}`, port: 993, security: 'tls' },
    smtp: { host: `smtp.${domain}`, port: 465, security: 'tls' },
    user: address,
    hint: null,
    signIn: null,
  };
}

async function exchangersOf(domain: string): Promise<readonly string[]> {
  const resolver = new dns.Resolver({ timeout: LOOKUP_MS, tries: 1 });
  try {
    return (await resolver.resolveMx(domain)).map(({ exchange }) => exchange);
  } catch {
    return []; // No such domain, no exchanger, no answer: all the same here.
  }
}
