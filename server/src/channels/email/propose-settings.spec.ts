import { emailProposal } from '@balie/shared/contracts/channels.ts';
import { expect, it } from '@jest/globals';
import { PROVIDERS } from './email-providers.ts';
import { proposeSettings } from './propose-settings.ts';

const behind = (...exchangers: string[]) => proposeSettings('Info@Winkel.nl', async () => exchangers);

it('knows providers by their own addresses, without asking anybody', async () => {
  const asksNobody = () => Promise.reject(new Error('asked'));
  expect(await proposeSettings('winkel@gmail.com', asksNobody)).toMatchObject({
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
    expect(emailProposal.safeParse({ provider: name, imap, smtp, user: 'x', hint: hint ?? null, signIn: null }).success).toBe(true);
    expect([imap.security, smtp.security]).not.toContain('none');
  }
});
