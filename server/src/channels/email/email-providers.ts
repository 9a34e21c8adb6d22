import type { EmailProposal, EmailSignIn } from '@balie/shared/contracts/channels.ts';

type Endpoint = EmailProposal['imap'];

interface Provider {
  readonly name: string;
  /** Domains of its own addresses. */
  readonly domains: readonly string[];
  /** Endings of the names of its mail exchangers: how it is recognised behind a shop's own domain. */
  readonly exchangers: readonly string[];
  readonly imap: Endpoint;
  readonly smtp: Endpoint;
  /** i18n key of a peculiarity. */
  readonly hint?: string;
  /** Where its people can sign in instead of giving a password, if the operator has set that up. */
  readonly signIn?: EmailSignIn;
}

const tls = (host: string, port: number): Endpoint => ({ host, port, security: 'tls' });
const starttls = (host: string, port: number): Endpoint => ({ host, port, security: 'starttls' });
const usual = (imapHost: string, smtpHost = imapHost) => ({ imap: tls(imapHost, 993), smtp: tls(smtpHost, 465) });

/** Mail providers of Dutch shops. Sources: their own help pages; the live test tells when one has changed. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'Gmail / Google Workspace',
    domains: ['gmail.com', 'googlemail.com'],
    exchangers: ['google.com', 'googlemail.com'],
    ...usual('imap.gmail.com', 'smtp.gmail.com'),
    hint: 'app-password',
    signIn: 'google',
  },
  {
    name: 'Microsoft 365 / Outlook',
    domains: ['outlook.com', 'hotmail.com', 'hotmail.nl', 'live.nl', 'live.com', 'msn.com', 'outlook.nl'],
    exchangers: ['protection.outlook.com', 'mx.microsoft', 'olc.protection.outlook.com'],
    imap: tls('outlook.office365.com', 993),
    smtp: starttls('smtp.office365.com', 587),
    hint: 'microsoft-basic-auth',
    signIn: 'microsoft',
  },
  {
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    exchangers: ['mail.icloud.com'],
    imap: tls('imap.mail.me.com', 993),
    smtp: starttls('smtp.mail.me.com', 587),
    hint: 'app-password',
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.com', 'yahoo.nl', 'ymail.com'],
    exchangers: ['yahoodns.net'],
    ...usual('imap.mail.yahoo.com', 'smtp.mail.yahoo.com'),
    hint: 'app-password',
  },
  { name: 'TransIP', domains: [], exchangers: ['transip.email', 'transip.nl'], ...usual('imap.transip.email', 'smtp.transip.email') },
  {
    name: 'KPN',
    domains: ['kpnmail.nl', 'planet.nl', 'hetnet.nl', 'kpnplanet.nl'],
    exchangers: ['kpnmail.nl', 'kpn.com'],
    ...usual('imap.kpnmail.nl', 'smtp.kpnmail.nl'),
  },
  {
    name: 'XS4ALL',
    domains: ['xs4all.nl'],
    exchangers: ['xs4all.nl'],
    ...usual('imap.xs4all.nl', 'smtp.xs4all.nl'),
  },
  {
    name: 'Ziggo',
    domains: ['ziggo.nl', 'home.nl', 'casema.nl', 'upcmail.nl', 'quicknet.nl', 'chello.nl', 'zeelandnet.nl'],
    exchangers: ['ziggo.nl', 'tb.mail.iss.as9143.net'],
    imap: tls('imap.ziggo.nl', 993),
    smtp: starttls('smtp.ziggo.nl', 587),
    hint: 'enable-external-mail',
  },
  { name: 'Hostnet', domains: [], exchangers: ['hostnet.nl'], ...usual('imap.hostnet.nl', 'smtp.hostnet.nl') },
  { name: 'STRATO', domains: [], exchangers: ['rzone.de', 'strato.nl', 'strato.com'], ...usual('imap.strato.com', 'smtp.strato.com') },
  { name: 'one.com', domains: [], exchangers: ['one.com'], ...usual('imap.one.com', 'send.one.com') },
  { name: 'Zoho', domains: ['zohomail.eu'], exchangers: ['zoho.eu'], ...usual('imappro.zoho.eu', 'smtppro.zoho.eu'), hint: 'enable-imap' },
  {
    name: 'Zoho',
    domains: ['zoho.com', 'zohomail.com'],
    exchangers: ['zoho.com'],
    ...usual('imappro.zoho.com', 'smtppro.zoho.com'),
    hint: 'enable-imap',
  },
  { name: 'Versio', domains: [], exchangers: ['axc.nl', 'versio.nl'], ...usual('mail.axc.nl') },
  { name: 'Antagonist', domains: [], exchangers: ['antagonist.nl', 'antagonist.cloud'], ...usual('mail.antagonist.nl') },
  { name: 'Vimexx', domains: [], exchangers: ['vimexx.nl', 'zxcs.nl', 'zxcs.be'], ...usual('mail.zxcs.nl') },
  { name: 'Mijndomein', domains: [], exchangers: ['mijndomein.nl'], ...usual('mail.mijndomein.nl') },
  { name: 'IONOS', domains: [], exchangers: ['ionos.com', 'ionos.de', 'kundenserver.de'], ...usual('imap.ionos.com', 'smtp.ionos.com') },
  { name: 'Combell', domains: [], exchangers: ['mailprotect.be'], ...usual('imap.mailprotect.be', 'smtp-auth.mailprotect.be') },
  { name: 'OVHcloud', domains: [], exchangers: ['ovh.net', 'ovh.com'], ...usual('ssl0.ovh.net') },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    exchangers: ['messagingengine.com'],
    ...usual('imap.fastmail.com', 'smtp.fastmail.com'),
    hint: 'app-password',
  },
  { name: 'Soverin', domains: ['soverin.net'], exchangers: ['soverin.net'], ...usual('imap.soverin.net', 'smtp.soverin.net') },
  { name: 'Freedom Internet', domains: ['freedom.nl'], exchangers: ['freedom.nl'], ...usual('imap.freedom.nl', 'smtp.freedom.nl') },
];

/** The provider that an address or its mail exchanger belongs to. */
export function providerOf(domain: string, exchangers: readonly string[]): Provider | undefined {
  const byDomain = PROVIDERS.find(({ domains }) => domains.includes(domain));
  return (
    byDomain ??
    PROVIDERS.find((provider) => exchangers.some((exchanger) => provider.exchangers.some((ending) => endsWith(exchanger, ending))))
  );
}

function endsWith(host: string, ending: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === ending || name.endsWith(`.${ending}`);
}
