import { Readable } from 'node:stream';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import type { AccountHealth } from '../core/account-health.ts';
import type { ChannelAccountForAdapter, SendResult } from '../core/channel-adapter.ts';
import { anAttachment, anOutgoingMessage } from '../core/testing/outgoing-message.ts';
import { EmailSender } from './email.sender.ts';
import { type MailServer, smtpServerOf } from './email-account.ts';
import type { LinkedFiles } from './linked-files.ts';
import type { MailAccess } from './mail-access.ts';
import { wantsCopy } from './sent-folder.ts';
import { SmtpTransports } from './smtp-transports.ts';
import { type SinkSecurity, SmtpSink } from './testing/smtp-sink.ts';
import { TEST_CERTIFICATE } from './testing/test-certificate.ts';

class HandClock extends Clock {
  time = Date.parse('2026-03-01T09:00:00Z');
  now(): Date {
    return new Date(this.time);
  }
}

let sink: SmtpSink;
let clock: HandClock;
let transports: SmtpTransports;
let account: ChannelAccountForAdapter;
const stored = new Map<string, Buffer>();
const storage = {
  stream: async (key: string) => {
    const contents = stored.get(key);
    if (!contents) throw new StoredFileMissing(key);
    return Readable.from([contents]);
  },
} as Partial<FileStorage> as FileStorage;

function anAccount({ password, ...smtp }: MailServer): ChannelAccountForAdapter {
  return {
    id: 'account-1',
    organisationId: 'organisation-1',
    shopId: 'shop-1',
    shopName: 'De Lampenwinkel',
    name: 'Klantenservice',
    address: 'service@shop.nl',
    settings: { imap: { ...smtp, host: 'imap.shop.nl' }, smtp },
    secrets: { imapPassword: password, smtpPassword: password },
  };
}

const guard = (allowPrivateHosts: boolean) => new OutboundGuard({ allowPrivateHosts } as Partial<Config> as Config);

/** What was said of the account: `working`, or the code of its fault. */
const reports: string[] = [];
const health = {
  working: () => reports.push('working'),
  retrying: (_id, _direction, fault) => reports.push(`retrying: ${fault.code}`),
  needsAttention: (_id, _direction, fault) => reports.push(`needs attention: ${fault.code}`),
} as Partial<AccountHealth> as AccountHealth;

const access = { smtp: async (given) => smtpServerOf(given), renewAfterRefusal: async () => false } as Partial<MailAccess> as MailAccess;

/** Every file fits, until the server says otherwise. */
const linkedFiles = {
  forTooLarge: async (_id, message) => message,
  forAll: async (_id, message) => {
    const link = { url: 'https://balie.test/api/downloads/abc', expiresAt: new Date('2026-06-01T09:00:00Z') };
    return message.attachments.length > 0 ? { ...message, attachments: message.attachments.map((file) => ({ ...file, link })) } : undefined;
  },
} as Partial<LinkedFiles> as LinkedFiles;

beforeEach(async () => {
  reports.length = 0;
  sink = await SmtpSink.start();
  clock = new HandClock();
  transports = new SmtpTransports(clock, guard(true));
  account = anAccount(sink.settings);
});
afterEach(async () => {
  transports.onApplicationShutdown();
  await sink.stop();
});

const send = (message: OutgoingMessage = anOutgoingMessage(), signal = new AbortController().signal): Promise<SendResult> =>
  new EmailSender(transports, storage, health, access, linkedFiles).send(account, message, signal);

it.each([
  ['smtp.gmail.com', undefined, false],
  ['smtp.office365.com', undefined, false],
  ['smtp.transip.email', undefined, true],
  ['notgmail.com', undefined, true],
  ['smtp.gmail.com', true, true],
  ['smtp.transip.email', false, false],
])('wants a copy from an account at %s whose owner chose %s: %s', (host, copyToSent, wanted) => {
  const server = { host, port: 465, security: 'tls', user: 'service@shop.nl' } as const;
  const settings = { imap: server, smtp: server, ...(copyToSent === undefined ? {} : { copyToSent }) };
  expect(wantsCopy({ ...account, settings })).toBe(wanted);
});

it('hands the reply to everyone in the envelope, signed in, and tells the id it left with', async () => {
  const message = anOutgoingMessage({ bcc: [{ address: 'stil@example.nl', name: '' }] });
  const result = await send(message);
  const [mail] = sink.mails;
  expect(mail).toMatchObject({ from: 'service@shop.nl', to: ['klant@example.nl', 'stil@example.nl'], user: 'service@shop.nl' });
  expect(result).toEqual({ outcome: 'sent', externalId: mail?.messageId, wantsCopy: true });
  expect(reports).toEqual(['working']);
});

it('repeats a message under the id it had', async () => {
  const message = anOutgoingMessage();
  await send(message);
  await send({ ...message, attempt: 2 });
  await send({ ...message, attempt: 3, externalId: 'recorded@shop.nl' });
  const ids = sink.mails.map(({ messageId }) => messageId);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).toBe('recorded@shop.nl');
});

it('streams large attachments through, byte for byte', async () => {
  const contents = Buffer.alloc(20 * 1024 * 1024, 'balie!');
  const file = anAttachment({ storageKey: 'large', name: 'film.bin', contentType: 'application/octet-stream' });
  stored.set('large', contents);
  const result = await send(anOutgoingMessage({ attachments: [file] }));
  expect(result.outcome).toBe('sent');
  const mail = await PostalMime.parse(sink.mails[0]?.raw ?? '');
  expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(contents)).toBe(true);
});

it('sends nothing when an attachment is lost, and says which way out there is', async () => {
  const result = await send(anOutgoingMessage({ attachments: [anAttachment({ storageKey: 'gone' })] }));
  expect(result).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('missing from the file storage') });
  expect(sink.mails).toEqual([]);
});

it('does not even try an address that cannot be one', async () => {
  const result = await send(anOutgoingMessage({ to: [{ address: 'klant@example.nl> RCPT TO:<spy@evil.example', name: '' }] }));
  expect(result.outcome).toBe('rejected');
  expect(sink.connections).toBe(0);
});

describe('takes the server’s answer for what it is:', () => {
  it.each([
    ['from', 550, 'rejected'],
    ['rcpt', 550, 'rejected'],
    ['data', 554, 'rejected'],
    ['from', 451, 'retry'],
    ['rcpt', 450, 'retry'],
    ['data', 452, 'retry'],
    ['data', 503, 'retry'],
    ['connect', 421, 'retry'],
    ['connect', 554, 'retry'],
  ] as const)('at %s a %i is %s', async (at, code, outcome) => {
    sink.behaviour = { kind: 'answer', at, code, text: '5.7.1 Because we say so' };
    const result = await send();
    expect(result).toMatchObject({ outcome, reason: expect.stringContaining('Because we say so') });
    expect(sink.mails).toEqual([]);
  });

  it('a wrong password is for a person, and the message waits', async () => {
    sink.passwords.clear();
    const result = await send();
    expect(reports).toEqual(['needs attention: wrong_password']);
    expect(result).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('not accepted') });
  });

  it('a password check that fails for now is not', async () => {
    sink.behaviour = { kind: 'answer', at: 'auth', code: 454, text: '4.7.0 Try again later' };
    expect(await send()).toMatchObject({ outcome: 'retry' });
    expect(reports).toEqual([]);
  });

  it('when some recipients are refused, the message left, and they are named', async () => {
    sink.unknownRecipients.add('weg@example.nl');
    const result = await send(anOutgoingMessage({ cc: [{ address: 'weg@example.nl', name: '' }] }));
    expect(result).toMatchObject({ outcome: 'sent', warning: expect.stringMatching(/weg@example\.nl.*unknown here/) });
    expect(sink.mails[0]?.to).toEqual(['klant@example.nl']);
  });

  it('when all are refused, it did not', async () => {
    sink.unknownRecipients.add('klant@example.nl');
    const result = await send();
    expect(result).toMatchObject({ outcome: 'rejected', reason: expect.stringMatching(/klant@example\.nl.*unknown here/) });
  });
});

describe('when the network fails', () => {
  it('a connection cut before the answer is tried again', async () => {
    sink.behaviour = { kind: 'drop' };
    expect(await send()).toMatchObject({ outcome: 'retry' });
    // It may be this one mail that the server cannot stand: others go on.
    expect(reports).toEqual([]);
    sink.behaviour = { kind: 'accept' };
    expect(await send()).toMatchObject({ outcome: 'sent' });
  });

  it('a server that is not there is tried again', async () => {
    await sink.stop();
    const result = await send();
    expect(result).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('does not accept connections') });
    expect(reports).toEqual(['retrying: connection_refused']);
    sink = await SmtpSink.start({ port: sink.port });
  });

  it('it is left alone for a moment, so that its time-outs do not hold up other mail, and then tried', async () => {
    sink.behaviour = { kind: 'answer', at: 'connect', code: 421, text: 'busy' };
    await send();
    sink.behaviour = { kind: 'accept' };
    expect(await send()).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('busy') });
    expect(sink.connections).toBe(1);
    clock.time += 21_000;
    expect((await send()).outcome).toBe('sent');
  });

  it('a server on a private address is not connected to, unless the operator allows it', async () => {
    transports = new SmtpTransports(clock, guard(false));
    expect(await send()).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('private network') });
    expect(reports).toEqual(['retrying: address_not_allowed']);
    expect(sink.connections).toBe(0);
  });

  it('new settings are tried at once', async () => {
    sink.passwords.set('service@shop.nl', 'nieuw');
    expect((await send()).outcome).toBe('retry');
    account = anAccount({ ...sink.settings, password: 'nieuw' });
    expect((await send()).outcome).toBe('sent');
  });

  it('stops waiting for a server that hangs when it is told to', async () => {
    sink.behaviour = { kind: 'hang' };
    const giveUp = new AbortController();
    const sending = send(anOutgoingMessage(), giveUp.signal);
    await sink.hasRead('Kapot scherm');
    giveUp.abort();
    expect(await sending).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('too long') });
  });
});

describe('with encryption', () => {
  const known = tls.getCACertificates();
  const behind = async (offered: SinkSecurity, security: SinkSecurity) => {
    await sink.stop();
    sink = await SmtpSink.start({ security: offered });
    account = anAccount({ ...sink.settings, host: 'localhost', security });
  };
  afterEach(() => tls.setDefaultCACertificates(known));

  it.each(['tls', 'starttls'] as const)('sends over %s to a server with a certificate that we trust', async (security) => {
    await behind(security, security);
    tls.setDefaultCACertificates([...known, TEST_CERTIFICATE.cert]);
    expect((await send()).outcome).toBe('sent');
    expect(sink.mails[0]?.secure).toBe(true);
  });

  it.each(['tls', 'starttls'] as const)(
    'sends nothing, not even the password, over %s to a server that nobody vouches for',
    async (security) => {
      await behind(security, security);
      expect((await send()).outcome).toBe('retry');
      expect(reports).toEqual(['retrying: certificate_invalid']);
      expect(sink.signInAttempts).toBe(0);
    },
  );

  it('sends nothing to a server that offers no encryption where encryption is set', async () => {
    await behind('none', 'starttls');
    expect((await send()).outcome).toBe('retry');
    expect(reports).toEqual(['retrying: starttls_unsupported']);
    expect(sink.signInAttempts).toBe(0);
  });
});

it('keeps its connections for the next reply, and never more than two of a mailbox', async () => {
  sink.behaviour = { kind: 'accept', afterMs: 20 };
  const results = await Promise.all(Array.from({ length: 12 }, () => send()));
  expect(results.map(({ outcome }) => outcome)).toEqual(Array(12).fill('sent'));
  expect(sink.connections).toBeLessThanOrEqual(2);
});

it('sends the files as links when the server refuses the mail for its size', async () => {
  stored.set('guide', Buffer.from('pdf'));
  sink.behaviour = { kind: 'answer', at: 'data', code: 552, text: '5.3.4 Message size exceeds fixed limit' };
  const message = anOutgoingMessage({ attachments: [anAttachment({ name: 'handleiding.pdf', storageKey: 'guide' })] });
  const original = linkedFiles.forAll;
  Object.assign(linkedFiles, {
    forAll: (...given: Parameters<typeof original>) => {
      sink.behaviour = { kind: 'accept' };
      return original(...given);
    },
  });
  expect(await send(message)).toMatchObject({ outcome: 'sent' });
  Object.assign(linkedFiles, { forAll: original });
  const [mail] = sink.mails;
  expect(mail?.raw.toString()).toContain('https://balie.test/api/downloads/abc');
  expect(mail?.raw.toString()).not.toContain('Content-Disposition: attachment');
});
