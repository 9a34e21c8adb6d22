import type { EmailProposal } from '@balie/shared/contracts/channels.ts';
import { Parser } from 'htmlparser2';

type Endpoint = EmailProposal['imap'];
export interface FoundServers {
  /** As the provider calls itself. */
  readonly name?: string | undefined;
  readonly imap?: Endpoint | undefined;
  readonly smtp?: Endpoint | undefined;
  readonly user?: string | undefined;
}

interface Server {
  readonly kind: 'imap' | 'smtp';
  readonly fields: Map<string, string>;
}

const SECURITY: Record<string, Endpoint['security']> = { SSL: 'tls', STARTTLS: 'starttls' };
const MAX_NAME = 60;

/**
 * Reads the configuration file that providers offer to mail programs (Thunderbird's "autoconfig", config-v1.1). Servers
 * without encryption are passed over; of several the first is taken, as the file asks.
 */
export function readAutoconfig(xml: string, address: string): FoundServers {
  const servers: Server[] = [];
  const path: string[] = [];
  let name: string | undefined;
  let text = '';
  const parser = new Parser(
    {
      onopentag: (tag, { type }) => {
        path.push(tag);
        text = '';
        const kind =
          tag === 'incomingserver' && type === 'imap' ? 'imap' : tag === 'outgoingserver' && type === 'smtp' ? 'smtp' : undefined;
        if (kind) servers.push({ kind, fields: new Map() });
        else if (tag === 'incomingserver' || tag === 'outgoingserver')
          servers.push({ kind: 'imap', fields: new Map([['sockettype', 'other']]) });
      },
      ontext: (part) => {
        text += part;
      },
      onclosetag: (tag) => {
        const parent = path.at(-2);
        const value = text.trim();
        const isFirst = !servers.at(-1)?.fields.has(tag);
        if (parent === 'incomingserver' || parent === 'outgoingserver') {
          if (isFirst) servers.at(-1)?.fields.set(tag, value);
        } else if (parent === 'emailprovider' && tag === 'displayname') name ??= value.replace(/\s+/g, ' ').slice(0, MAX_NAME);
        path.pop();
        text = '';
      },
    },
    { xmlMode: true, lowerCaseTags: true, decodeEntities: true },
  );
  parser.end(xml);
  const [imap, smtp] = (['imap', 'smtp'] as const).map((kind) => firstUsable(servers, kind, address));
  return { name: name || undefined, imap: imap?.endpoint, smtp: smtp?.endpoint, user: imap?.user };
}

function firstUsable(servers: readonly Server[], kind: Server['kind'], address: string): { endpoint: Endpoint; user: string } | undefined {
  for (const { kind: found, fields } of servers) {
    const security = SECURITY[(fields.get('sockettype') ?? '').toUpperCase()];
    const host = filledIn(fields.get('hostname') ?? '', address).toLowerCase();
    const port = Number(fields.get('port'));
    if (found !== kind || !security || !isHostName(host) || !Number.isInteger(port) || port < 1 || port > 65_535) continue;
    return { endpoint: { host, port, security }, user: filledIn(fields.get('username') ?? '', address) || address };
  }
  return undefined;
}

function filledIn(template: string, address: string): string {
  const at = address.lastIndexOf('@');
  return template
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1))
    .slice(0, 320);
}

export function isHostName(name: string): boolean {
  return /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(name);
}
