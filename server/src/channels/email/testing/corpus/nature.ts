import { compound, part, sample, text } from './corpus-mail.ts';

type Headers = Parameters<typeof sample>[1];
const is = (nature: 'automatic' | 'list' | 'bounce' | 'personal', name: string, headers: Headers, expected: object = {}) =>
  sample(name, headers, 'Hallo', {
    nature,
    ...(typeof headers['Subject'] === 'string' ? { subject: headers['Subject'] } : {}),
    ...expected,
  });
const noReply = { sender: 'noreply@bezorger.test', senderName: '', replyTo: ['noreply@bezorger.test'] };
const answers = { 'In-Reply-To': '<c1@winkel.test>' };
const answering = { references: ['c1@winkel.test'] };

/** Who speaks: RFC 3834, 2919, 2369, 8098, and the headers of programs that know none of them. */
export const nature = [
  is('automatic', 'out of office (Exchange, Dutch)', {
    Subject: 'Automatisch antwoord: Vraag',
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  }),
  is('automatic', 'out of office (RFC 3834)', { 'Auto-Submitted': 'auto-replied (vacation)' }),
  is(
    'automatic',
    'out of office (Gmail)',
    { Subject: 'Afwezig Re: Vraag', Precedence: 'bulk', 'X-Autoreply': 'yes', ...answers },
    answering,
  ),
  is('automatic', 'out of office (cPanel)', { 'X-Autorespond': 'Ik ben er niet', Precedence: 'auto_reply' }),
  is('automatic', 'out of office (KPN): the subject and an empty path', { Subject: 'Niet op kantoor', 'Return-Path': '<>' }),
  is('automatic', 'out of office: the subject and what it answers', { Subject: 'Out of office: vakantie', ...answers }, answering),
  is('personal', 'the subject alone is no proof', { Subject: 'Afwezig morgen, kan de monteur later?' }),
  is('personal', 'an answer to an automatic answer', { Subject: 'Re: Automatisch antwoord: Vraag', ...answers }, answering),
  is('personal', 'Auto-Submitted: no', { 'Auto-Submitted': 'no' }),
  is('personal', 'Exchange suppresses only reports', { 'X-Auto-Response-Suppress': 'DR, RN, NRN' }),
  is('automatic', 'a machine of its own accord', { 'Auto-Submitted': 'auto-generated; type=bericht' }),
  is('automatic', 'nobody reads the answer', { From: 'noreply@bezorger.test' }, noReply),
  is('automatic', 'X-Loop', { 'X-Loop': 'yes' }),
  is('automatic', 'Precedence: junk', { Precedence: 'junk' }),
  is('automatic', 'the envelope is empty', { 'Return-Path': '<>' }),
  is(
    'automatic',
    'a mail server says something',
    { From: 'postmaster@elders.test', Subject: 'Uw quotum' },
    { sender: 'postmaster@elders.test', senderName: '', replyTo: ['postmaster@elders.test'] },
  ),
  is('automatic', 'it went round and round', { Received: Array.from({ length: 45 }, (_none, index) => `from a${index}.test by b.test`) }),
  compound(
    'read receipt (RFC 8098)',
    'multipart/report; report-type=disposition-notification',
    [text('Gelezen'), part({ 'Content-Type': 'message/disposition-notification' }, 'Final-Recipient: rfc822;jan@klant.test')],
    {
      text: 'Gelezen',
      nature: 'automatic',
      files: [{ name: 'attachment-1', type: 'message/disposition-notification', contents: 'Final-Recipient: rfc822;jan@klant.test\n' }],
    },
  ),
  is('list', 'newsletter', { 'List-Unsubscribe': '<https://elders.test/weg>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  is('list', 'newsletter by a machine', {
    'List-Id': 'Nieuws <nieuws.elders.test>',
    'Auto-Submitted': 'auto-generated',
    Precedence: 'bulk',
  }),
  is('list', 'mailing list', { Precedence: 'list', 'List-Post': '<mailto:lijst@elders.test>', Subject: '[lijst] Vraag' }),
  is('personal', 'our own address is a list (Google Group)', {
    'List-ID': '<info.winkel.test>',
    'List-Unsubscribe': '<mailto:x@elders.test>',
    Precedence: 'list',
  }),
  is('personal', 'our own address is a list, by its post address', {
    'List-Post': '<https://groups.test>, <mailto:info@winkel.test>',
    Precedence: 'list',
  }),
  is('automatic', 'out of office through a list', { 'List-ID': '<lijst.elders.test>', 'Auto-Submitted': 'auto-replied' }),
];
