import iconv from 'iconv-lite';
import { sample } from './corpus-mail.ts';

const eightBit = (text: string, charset: string) => iconv.encode(text, charset);

/** Headers as people's programs write them: encoded, raw, folded, wrong, twice. */
export const headers = [
  sample('subject in utf-8 by Q', { Subject: '=?utf-8?Q?Caf=C3=A9_één?=' }, 'Hallo', { subject: 'Café één' }),
  sample('subject in utf-8 by B', { Subject: '=?UTF-8?B?Q2Fmw6k=?=' }, 'Hallo', { subject: 'Café' }),
  sample('subject in pieces, a character cut in two', { Subject: '=?utf-8?B?Q2Fmww==?=\r\n =?utf-8?B?qSB0aHVpcw==?=' }, 'Hallo', {
    subject: 'Café thuis',
  }),
  sample('subject in two charsets', { Subject: '=?iso-8859-1?Q?caf=E9?= =?koi8-r?B?0NLJ18XU?=' }, 'Hallo', { subject: 'caféпривет' }),
  sample('subject in iso-2022-jp', { Subject: '=?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=' }, 'Hallo', { subject: 'こんにちは' }),
  sample('subject in gb2312', { Subject: '=?gb2312?B?xOO6ww==?=' }, 'Hallo', { subject: '你好' }),
  sample('subject in windows-1252', { Subject: '=?windows-1252?Q?=80_25,=96?=' }, 'Hallo', { subject: '€ 25,–' }),
  sample('subject in utf-7', { Subject: '=?utf-7?Q?Caf+AOk-?=' }, 'Hallo', { subject: 'Café' }),
  sample('subject in cp850', { Subject: '=?cp850?Q?Caf=82?=' }, 'Hallo', { subject: 'Café' }),
  sample('subject with a language (RFC 2231 §5)', { Subject: '=?utf-8*nl?Q?Caf=C3=A9?=' }, 'Hallo', { subject: 'Café' }),
  sample('subject in raw utf-8 (RFC 6532)', { Subject: 'Café één' }, 'Hallo', { subject: 'Café één' }),
  sample('subject in raw latin-1', { Subject: eightBit('Café één', 'latin1') }, 'Hallo', { subject: 'Café één' }),
  sample(
    'subject in raw koi8-r, as the body',
    { Subject: eightBit('Привет', 'koi8-r'), 'Content-Type': 'text/plain; charset=koi8-r' },
    eightBit('Где', 'koi8-r'),
    { subject: 'Привет', text: 'Где' },
  ),
  sample('raw utf-8 beside raw latin-1', { Subject: 'Café', From: eightBit('René <jan@klant.test>', 'latin1') }, 'Hallo', {
    subject: 'Café',
    senderName: 'René',
  }),
  sample('subject folded over lines', { Subject: 'Vraag over\r\n\tmijn\r\n bestelling' }, 'Hallo', {
    subject: 'Vraag over mijn bestelling',
  }),
  sample('no subject', { Subject: undefined }, 'Hallo', { subject: '' }),
  sample('no subject, no date, no MIME', { Subject: undefined, Date: undefined, 'MIME-Version': undefined }, 'Hallo', { subject: '' }),
  sample('a date that is none', { Date: 'gisteren om half vijf' }, 'Hallo'),
  // RFC 5322 §3.6.4 wants a Message-ID; RFC 5322 §3.4 describes addresses.
  sample('no Message-ID', { 'Message-ID': undefined }, 'Hallo', { messageId: null }),
  sample('an empty Message-ID', { 'Message-ID': '<>' }, 'Hallo', { messageId: null }),
  sample('a Message-ID without brackets', { 'Message-ID': 'B2@Klant.TEST' }, 'Hallo', { messageId: 'B2@klant.test' }),
  sample('a Message-ID used before, other words', {}, 'Iets heel anders', { text: 'Iets heel anders' }),
  sample('two in From', { From: 'Jan de Vries <jan@klant.test>, Piet <piet@klant.test>' }, 'Hallo'),
  sample('two From headers: the first counts', { From: ['Jan de Vries <jan@klant.test>', 'Piet <piet@klant.test>'] }, 'Hallo'),
  sample('From without a closing bracket', { From: 'Jan de Vries <jan@klant.test' }, 'Hallo'),
  sample('From without brackets', { From: '"Jan de Vries" jan@klant.test' }, 'Hallo'),
  sample('From with the name behind', { From: 'jan@klant.test (Jan de Vries)' }, 'Hallo'),
  sample('From with the address in the name too', { From: '"jan@klant.test" <jan@klant.test>' }, 'Hallo', { senderName: '' }),
  sample('From wholly in an encoded word', { From: '=?utf-8?Q?Jan_de_Vries_=3Cjan=40klant=2Etest=3E?=' }, 'Hallo'),
  sample('From with a comma in the name', { From: '"Vries, Jan de" <jan@klant.test>' }, 'Hallo', { senderName: 'Vries, Jan de' }),
  sample('From in capitals', { From: 'Jan de Vries <JAN@Klant.TEST>' }, 'Hallo', { replyTo: ['JAN@Klant.TEST'] }),
  sample('From is a group, Sender a person', { From: 'Team:;', Sender: 'Jan de Vries <jan@klant.test>' }, 'Hallo'),
  sample('no From, but Sender', { From: undefined, Sender: 'Jan de Vries <jan@klant.test>' }, 'Hallo'),
  sample('From is no address, Reply-To is', { From: 'Jan', 'Reply-To': 'Jan de Vries <jan@klant.test>' }, 'Hallo'),
  sample('no From, only the envelope', { From: undefined, 'Return-Path': '<jan@klant.test>' }, 'Hallo', { senderName: '' }),
  sample('Reply-To elsewhere', { 'Reply-To': 'jan.prive@elders.test' }, 'Hallo', {
    sender: 'jan.prive@elders.test',
    replyTo: ['jan.prive@elders.test'],
  }),
  sample('Reply-To two people', { 'Reply-To': 'jan@klant.test, piet@klant.test' }, 'Hallo', {
    replyTo: ['jan@klant.test', 'piet@klant.test'],
  }),
  sample('Reply-To is nothing', { 'Reply-To': '<>' }, 'Hallo'),
  sample(
    'contact form in our own name',
    { From: 'Winkel <info@winkel.test>', 'Reply-To': 'Jan de Vries <jan@klant.test>', 'Auto-Submitted': 'auto-generated' },
    'Hallo',
  ),
  sample(
    'a group of recipients',
    { To: 'Winkel: info@winkel.test, Retour <retour@winkel.test>;', Cc: 'undisclosed-recipients:;' },
    'Hallo',
    {
      to: ['info@winkel.test', 'retour@winkel.test'],
    },
  ),
  sample('nobody in To', { To: 'undisclosed-recipients:;' }, 'Hallo', { to: [] }),
  sample('several To and Cc headers', { To: ['info@winkel.test', 'retour@winkel.test'], Cc: ['a@x.test', 'b@x.test, A@x.test'] }, 'Hallo', {
    to: ['info@winkel.test', 'retour@winkel.test'],
    cc: ['a@x.test', 'b@x.test'],
  }),
  sample('recipients apart by semicolons', { To: 'info@winkel.test; retour@winkel.test' }, 'Hallo', {
    to: ['info@winkel.test', 'retour@winkel.test'],
  }),
  // Threads.
  sample('an answer', { 'In-Reply-To': '<c1@Winkel.TEST>', References: '<a@x.test>\r\n\t<c1@winkel.test>' }, 'Hallo', {
    references: ['c1@winkel.test', 'a@x.test'],
  }),
  sample('an answer to our reply address', { To: 'Winkel <INFO+T_AB3DE7GH2K@winkel.test>' }, 'Hallo', {
    to: ['INFO+T_AB3DE7GH2K@winkel.test'],
    token: 'ab3de7gh2k',
  }),
  sample('our reply address in Delivered-To', { 'Delivered-To': 'info+t_ab3de7gh2k@winkel.test' }, 'Hallo', { token: 'ab3de7gh2k' }),
  sample('ticket code', { Subject: 'Re: Pakket [#10453]' }, 'Hallo', { subject: 'Re: Pakket [#10453]', subjectNumber: 10453 }),
  sample('ticket code in an encoded subject', { Subject: '=?utf-8?Q?Re:_=5B#12=5D_caf=C3=A9?=' }, 'Hallo', {
    subject: 'Re: [#12] café',
    subjectNumber: 12,
  }),
  sample('two ticket codes: the last', { Subject: '[#7] Re: Pakket [#10453]' }, 'Hallo', {
    subject: '[#7] Re: Pakket [#10453]',
    subjectNumber: 10453,
  }),
  sample('an order number is no ticket code', { Subject: 'Bestelling #10453 [10453] [#0] [#1234567890123]' }, 'Hallo', {
    subject: 'Bestelling #10453 [10453] [#0] [#1234567890123]',
  }),
  sample('references that are no ids', { References: 'onzin', 'In-Reply-To': 'Uw bericht van maandag' }, 'Hallo'),
];
