import { expect, it } from '@jest/globals';
import { readAutoconfig } from './autoconfig.ts';

const server = (kind: 'incoming' | 'outgoing', type: string, host: string, port: string, socketType: string, user = '%EMAILADDRESS%') =>
  `<${kind}Server type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${socketType}</socketType>
   <username>${user}</username><authentication>password-cleartext</authentication></${kind}Server>`;
const config = (...servers: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="hoster.test"><domain>winkel.nl</domain>
<displayName>Hoster &amp; Zonen</displayName><displayShortName>HZ</displayShortName>${servers.join('\n')}</emailProvider></clientConfig>`;

it('takes the first encrypted server of each kind, and fills the address in', () => {
  const xml = config(
    server('incoming', 'pop3', 'pop.hoster.test', '995', 'SSL'),
    server('incoming', 'imap', 'plain.hoster.test', '143', 'plain'),
    server('incoming', 'imap', 'IMAP.%EMAILDOMAIN%', '993', 'SSL', '%EMAILLOCALPART%'),
    server('incoming', 'imap', 'second.hoster.test', '143', 'STARTTLS'),
    server('outgoing', 'smtp', 'smtp.hoster.test', '587', 'STARTTLS'),
  );
  expect(readAutoconfig(xml, 'info@winkel.nl')).toEqual({
    name: 'Hoster & Zonen',
    imap: { host: 'imap.winkel.nl', port: 993, security: 'tls' },
    smtp: { host: 'smtp.hoster.test', port: 587, security: 'starttls' },
    user: 'info',
  });
});

it.each([
  ['a page', '<!doctype html><html><body><h1>Welkom</h1></body></html>'],
  ['nothing', ''],
  ['half a file', config(server('incoming', 'imap', 'x.test', '993', 'SSL')).slice(0, 160)],
  [
    'a host that is none',
    config(server('incoming', 'imap', 'localhost', '993', 'SSL'), server('outgoing', 'smtp', '127.0.0.1', '465', 'SSL')),
  ],
  ['a port that is none', config(server('incoming', 'imap', 'x.test', '99999', 'SSL'), server('outgoing', 'smtp', 'x.test', 'x', 'SSL'))],
  [
    'an entity bomb',
    `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100)}"><!ENTITY b "&a;&a;&a;">]>${config(server('incoming', 'imap', '&b;.test', '993', 'SSL'))}`,
  ],
])('finds no servers in %s', (_what, xml) => {
  expect(readAutoconfig(xml, 'info@winkel.nl')).toMatchObject({ imap: undefined, smtp: undefined });
});
