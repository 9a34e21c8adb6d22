import { compound, part, sample, text } from './corpus-mail.ts';

type Headers = Parameters<typeof sample>[1];
const is = (nature: 'automatic' | 'list' | 'bounce' | 'personal', name: string, headers: Headers, expected: object = {}) =>
  sample(name, headers, 'Hallo', {
    nature,
    ...(typeof headers['Subject'] === 'string' ? { subject: headers['Subject'] } : {}),
    ...expected,
  });
const noReply = { sender: 'noreply@bezorger.test', senderName: '', replyTo: ['noreply@bezorger.test'] };
/** A person whose words a machine passes on. */
const behind = (from: string, address = 'piet@elders.test', senderName = '') => ({
  headers: { From: from, 'Reply-To': address },
  expected: { sender: address, senderName, replyTo: [address] },
});
const form = behind('no-reply@formulier.test');
const market = behind('Piet via Markt <noreply@markt.test>', 'gesprek-17@markt.test', 'Piet via Markt');
const shopify = behind('Winkel by Shop <mailer@shopify.test>', 'piet@elders.test', 'Winkel by Shop');
const wordpress = behind('WordPress <wordpress@winkel.test>');
const courier = behind('noreply@mail.bezorger.test', 'klantenservice@bezorger.test');
const SIGN_OFF = { 'List-Unsubscribe': '<https://elders.test/weg>' };
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
  is('personal', 'Exchange and Gmail: no machine may answer, a person wrote', { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' }),
  is('automatic', 'Exchange suppresses all', { 'X-Auto-Response-Suppress': 'All' }),
  is('automatic', 'a machine of its own accord', { 'Auto-Submitted': 'auto-generated; type=bericht' }),
  is('automatic', 'nobody reads the answer', { From: 'noreply@bezorger.test' }, noReply),
  is('personal', 'a form that sends as no-reply, the customer in Reply-To', form.headers, form.expected),
  is('personal', 'a marketplace that sends as noreply, an address for the conversation in Reply-To', market.headers, market.expected),
  is(
    'personal',
    'the form of our own site, its envelope empty',
    { ...wordpress.headers, 'Return-Path': '<>', 'Auto-Submitted': 'auto-generated' },
    wordpress.expected,
  ),
  is('personal', 'a form whose mail service adds a way to sign off', { ...shopify.headers, ...SIGN_OFF }, shopify.expected),
  is('automatic', 'a machine that wants its answers at a desk', courier.headers, courier.expected),
  is('automatic', 'a machine that says so, whatever its Reply-To', { ...form.headers, 'Auto-Submitted': 'auto-generated' }, form.expected),
  is('automatic', 'an answer in absence from no-reply', { ...form.headers, 'Auto-Submitted': 'auto-replied' }, form.expected),
  is(
    'list',
    'a newsletter that wants its answers elsewhere',
    { ...shopify.headers, ...SIGN_OFF, 'List-Id': '<nieuws.elders.test>' },
    shopify.expected,
  ),
  is('list', 'a newsletter with a desk', { ...courier.headers, ...SIGN_OFF }, courier.expected),
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
