import { expect, it } from '@jest/globals';
import { usualLimits } from './email-limits.ts';

const MB = 1024 * 1024;
const server = (host: string, maxBytes?: number) => ({
  host,
  port: 465,
  security: 'tls' as const,
  user: 'x',
  ...(maxBytes ? { maxBytes } : {}),
});
const at = (address: string, host: string) => usualLimits(address, { imap: server(host), smtp: server(host) }).sending;

it.each([
  ['info@winkel.nl', 'smtp.gmail.com', { perMinute: null, perDay: 2_000 }],
  ['winkel@gmail.com', 'smtp.gmail.com', { perMinute: null, perDay: 500 }],
  ['info@winkel.nl', 'smtp.office365.com', { perMinute: 30, perDay: 10_000 }],
  ['winkel@outlook.com', 'smtp-mail.outlook.com', { perMinute: 30, perDay: 300 }],
  ['info@winkel.nl', 'smtp.transip.email', { perMinute: null, perDay: null }],
  ['info@winkel.nl', 'notgmail.com', { perMinute: null, perDay: null }],
])('%s at %s', (address, host, sending) => {
  expect(at(address, host)).toEqual(sending);
});

it('remembers what the server says it takes', () => {
  const limits = usualLimits('info@winkel.nl', { imap: server('x'), smtp: server('x', 10 * MB) });
  expect(limits).toMatchObject({ maxMailBytes: 20 * MB, serverMaxBytes: 10 * MB, largeIncoming: 'partly' });
});

it('knows that nothing is fetched from who forwards, so large mail is refused', () => {
  expect(usualLimits('info@winkel.nl', { imap: null, smtp: null })).toMatchObject({ largeIncoming: 'refused', serverMaxBytes: null });
});
