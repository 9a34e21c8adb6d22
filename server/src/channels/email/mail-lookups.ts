import dns from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { fetchSmall } from './fetch-small.ts';

/** An owner waits for the proposal; what has not answered by then does not count. */
const LOOKUP_MS = 3_000;

export interface ServiceRecord {
  /** Without the dot at the end; empty when the service is expressly not offered (RFC 2782). */
  readonly host: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** What the world tells of a mail domain. No answer, a late one and "no such thing" are all the same: nothing. */
@Injectable()
export class MailLookups {
  constructor(private readonly guard: OutboundGuard) {}

  /** Names of the mail exchangers. */
  exchangers(domain: string): Promise<readonly string[]> {
    return orNothing(resolver().resolveMx(domain)).then((found) => (found ?? []).map(({ exchange }) => exchange));
  }

  /** @param name such as `_imaps._tcp.example.com` */
  services(name: string): Promise<readonly ServiceRecord[]> {
    return orNothing(resolver().resolveSrv(name)).then((found) =>
      (found ?? []).map(({ name: host, port, priority, weight }) => ({ host: host.replace(/\.$/, ''), port, priority, weight })),
    );
  }

  /** The configuration file that a domain offers to mail programs, as XML. */
  async autoconfig(domain: string, address: string): Promise<string | undefined> {
    const query = `?emailaddress=${encodeURIComponent(address)}`;
    const [own, wellKnown] = await Promise.all(
      [`https://autoconfig.${domain}/mail/config-v1.1.xml${query}`, `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`].map(
        (url) => orNothing(fetchSmall(new URL(url), this.guard, LOOKUP_MS)),
      ),
    );
    return own ?? wellKnown;
  }
}

const resolver = () => new dns.Resolver({ timeout: LOOKUP_MS, tries: 1 });

async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  const tooLate = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), LOOKUP_MS).unref();
  });
  return Promise.race([work.catch(() => undefined), tooLate]);
}
