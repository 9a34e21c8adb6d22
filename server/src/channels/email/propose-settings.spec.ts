import { emailProposal } from '@balie/shared/contracts/channels.ts';
import { expect, it } from '@jest/globals';
import { PROVIDERS } from './email-providers.ts';
import { type Lookups, proposeSettings } from './propose-settings.ts';

const nothing: Lookups = { exchangers: async () => [], services: async () => [], autoconfig: async () => undefined };
const propose = (lookups: Partial<Lookups>) => proposeSettings('Info@Winkel.nl', { ...nothing, ...lookups });
const behind = (...exchangers: string[]) => propose({ exchangers: async () => exchangers });

it('knows providers by their own addresses, without asking anybody', async () => {
  const asked = () => Promise.reject(new Error('asked'));
  expect(await proposeSettings('winkel@gmail.com', { exchangers: asked, services: asked, autoconfig: asked })).toMatchObject({
    provider: 'Gmail / Google Workspace',
    imap: { host: 'imap.gmail.com', port: 993, security: 'tls' },
    smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    user: 'winkel@gmail.com',
    hint: 'app-password',
  });
});

it.each([
  ['aspmx.l.google.com', 'Gmail / Google Workspace'],
  ['winkel-nl.mail.protection.outlook.com', 'Microsoft 365 / Outlook'],
  ['mx.transip.email', 'TransIP'],
  ['MX1.Hostnet.NL.', 'Hostnet'],
  ['smtpin.rzone.de', 'STRATO'],
  ['mx1.mailpod6-cph3.one.com', 'one.com'],
  ['mx.zoho.eu', 'Zoho'],
  ['mailfilter.axc.nl', 'Versio'],
])('knows the provider behind a domain of its own by the exchanger %s', async (exchanger, provider) => {
  expect((await behind('other.example', exchanger)).provider).toBe(provider);
});

it('is not fooled by a name that only ends alike', async () => {
  expect((await behind('notone.com', 'google.com.evil.example')).provider).toBeNull();
});

it('guesses the usual names otherwise', async () => {
  expect(await behind()).toEqual({
    provider: null,
    imap: { host: 'imap.winkel.nl', port: 993, security: 'tls' },
    smtp: { host: 'smtp.winkel.nl', port: 465, security: 'tls' },
    user: 'Info@Winkel.nl',
    hint: null,
    signIn: null,
  });
});

it('proposes nothing without encryption', () => {
  for (const { name, imap, smtp, hint } of PROVIDERS) {
    expect(
      emailProposal.safeParse({ provider: name, imap, smtp, user: 'x', hint: hint ?? null, signIn: null, forwarding: false }).success,
    ).toBe(true);
    expect([imap.security, smtp.security]).not.toContain('none');
  }
});

const XML = `<clientConfig><emailProvider><displayName>Hoster</displayName>
  <incomingServer type="imap"><hostname>mail.hoster.test</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
</emailProvider></clientConfig>`;
const RECORDS: Record<string, { host: string; port: number; priority: number; weight: number }[]> = {
  '_imaps._tcp.winkel.nl': [
    { host: 'second.srv.test', port: 993, priority: 20, weight: 0 },
    { host: 'First.srv.test', port: 9993, priority: 10, weight: 1 },
  ],
  '_imap._tcp.winkel.nl': [{ host: 'starttls.srv.test', port: 143, priority: 0, weight: 0 }],
  // Expressly not offered.
  '_submissions._tcp.winkel.nl': [{ host: '', port: 0, priority: 0, weight: 0 }],
  '_submission._tcp.winkel.nl': [{ host: 'smtp.srv.test', port: 587, priority: 0, weight: 0 }],
};
const services = async (name: string) => RECORDS[name] ?? [];

it('believes what the domain publishes in the DNS, encrypted from the first byte where it can be', async () => {
  expect(await propose({ services })).toMatchObject({
    provider: null,
    imap: { host: 'first.srv.test', port: 9993, security: 'tls' },
    smtp: { host: 'smtp.srv.test', port: 587, security: 'starttls' },
  });
});

it('believes the file of the domain before the DNS, and either for what the other leaves open', async () => {
  expect(await propose({ services, autoconfig: async () => XML })).toMatchObject({
    provider: 'Hoster',
    imap: { host: 'mail.hoster.test', port: 993, security: 'tls' },
    smtp: { host: 'smtp.srv.test', port: 587, security: 'starttls' },
    user: 'Info@Winkel.nl',
  });
});

it('knows a provider behind a domain of its own before all that, and where one can sign in', async () => {
  const lookups = { exchangers: async () => ['aspmx.l.google.com'], services, autoconfig: async () => XML };
  expect(await proposeSettings('info@winkel.nl', lookups, (at) => at === 'google')).toMatchObject({
    imap: { host: 'imap.gmail.com' },
    signIn: 'google',
  });
  expect(await proposeSettings('info@winkel.nl', lookups)).toMatchObject({ signIn: null, hint: 'app-password' });
});

it('asks all at once', async () => {
  const asked: string[] = [];
  const hang = (what: string) => {
    asked.push(what);
    return new Promise<never>(() => undefined);
  };
  void propose({ exchangers: hang, services: hang, autoconfig: hang });
  await Promise.resolve();
  expect(asked).toHaveLength(6);
});
