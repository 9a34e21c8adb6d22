import { type CorpusMail, compound, part, sample, text } from './corpus-mail.ts';

const DAEMON = {
  From: 'Mail Delivery System <MAILER-DAEMON@mx.test>',
  'Return-Path': '<>',
  Subject: 'Undelivered Mail Returned to Sender',
};
const daemon = {
  sender: 'mailer-daemon@mx.test',
  senderName: 'Mail Delivery System',
  replyTo: ['MAILER-DAEMON@mx.test'],
  subject: DAEMON.Subject,
  nature: 'bounce' as const,
};
const RETURNED = 'From: info@winkel.test\r\nMessage-ID:\r\n <c9.m7@winkel.test>\r\nSubject: Re: Pakket';

/** @param status the lines of message/delivery-status (RFC 3464) @param wanted `action address status words` of each recipient */
function report(
  name: string,
  status: readonly string[],
  wanted: readonly string[],
  returned = 'text/rfc822-headers',
  type = 'message/delivery-status',
): CorpusMail {
  const lines = (given: string) => `${given.replaceAll('\r\n', '\n')}\n`;
  const fields = status.join('\r\n');
  return compound(
    `report: ${name}`,
    'multipart/report; report-type=delivery-status',
    [text('Kon niet worden bezorgd'), part({ 'Content-Type': type }, fields), part({ 'Content-Type': returned }, RETURNED)],
    {
      ...daemon,
      text: 'Kon niet worden bezorgd',
      files: [
        { name: type === 'message/delivery-status' ? 'attachment-1.txt' : 'attachment-1', type, contents: lines(fields) },
        { name: returned === 'message/rfc822' ? 'attachment-2.eml' : 'attachment-2', type: returned, contents: lines(RETURNED) },
      ],
      report: { original: 'c9.m7@winkel.test', recipients: wanted },
    },
    DAEMON,
  );
}

const MTA = ['Reporting-MTA: dns; mx.test', ''];
/** Says 5.0.0 of all that fails. @param status what the words of the other server make of it */
const exim = (diagnostic: string, status: string) =>
  report(
    `failed (Exim), ${diagnostic}`,
    [
      ...MTA,
      'Action: failed',
      'Final-Recipient: rfc822;jan@klant.test',
      'Status: 5.0.0',
      'Remote-MTA: dns; mx.klant.test',
      `Diagnostic-Code: ${diagnostic}`,
    ],
    [`failed jan@klant.test ${status} ${diagnostic.slice(6)}`],
  );
const PROSE =
  'A message that you sent could not be delivered.\r\n\r\n  jan@klant.test\r\n    550 5.1.1 Unknown user\r\n\r\nMessage-ID: <c9.m7@winkel.test>';

/** What mail servers report: RFC 3464 in its dialects, and what came before it. */
export const reports = [
  report(
    'failed (Postfix)',
    [
      ...MTA,
      'Final-Recipient: rfc822; jan@klant.test',
      'Original-Recipient: rfc822;jan@klant.test',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1',
      '    User unknown',
    ],
    ['failed jan@klant.test 5.1.1 550 5.1.1 User unknown'],
  ),
  exim('smtp; 550 5.1.1 <jan@klant.test>: User unknown', '5.1.1'),
  exim('smtp; 550-5.1.1 The account that you tried to reach is gone', '5.1.1'),
  exim('smtp; 550 Unknown user', '5.1.1'),
  exim('smtp; 554 5.7.1 Blocked, user unknown to us', '5.7.1'),
  exim('smtp; 550 Requested action not taken: mailbox unavailable', '5.0.0'),
  exim('smtp; 550 Rejected; see 5.1.1.9 and 185.5.1.1', '5.0.0'),
  exim('smtp; 451 4.7.1 Later', '5.0.0'),
  report(
    'no status but in the words of the server',
    [...MTA, 'Final-Recipient: rfc822;jan@klant.test', 'Action: failed', 'Diagnostic-Code: smtp; 550 5.7.1 Spam'],
    ['failed jan@klant.test 5.7.1 550 5.7.1 Spam'],
  ),
  report(
    'delayed is not failed',
    [
      ...MTA,
      'Final-Recipient: rfc822;jan@klant.test',
      'Action: delayed',
      'Status: 4.4.1',
      'Will-Retry-Until: Sat, 7 Mar 2026 11:20:00 +0100',
    ],
    ['delayed jan@klant.test 4.4.1'],
  ),
  report(
    'delivered',
    [...MTA, 'Final-Recipient: rfc822;jan@klant.test', 'Action: delivered', 'Status: 2.0.0'],
    ['delivered jan@klant.test 2.0.0'],
  ),
  report(
    'relayed to a server that reports nothing',
    [...MTA, 'Final-Recipient: rfc822;jan@klant.test', 'Action: relayed', 'Status: 2.0.0'],
    ['delivered jan@klant.test 2.0.0'],
  ),
  report(
    'two recipients',
    [
      ...MTA,
      'Final-Recipient: rfc822;jan@klant.test',
      'Action: failed',
      'Status: 5.2.2',
      'Diagnostic-Code: smtp;552 mailbox full',
      '',
      'Final-Recipient: rfc822;piet@klant.test',
      'Action: delayed',
      'Status: 4.0.0',
    ],
    ['failed jan@klant.test 5.2.2 552 mailbox full', 'delayed piet@klant.test 4.0.0'],
  ),
  report(
    'the address that we wrote to, not the one it became',
    [...MTA, 'Final-Recipient: rfc822;box77@intern.test', 'Original-Recipient: rfc822;jan@klant.test', 'Action: failed', 'Status: 5.0.0'],
    ['failed jan@klant.test 5.0.0'],
  ),
  report(
    'without an action',
    [...MTA, 'Final-Recipient: RFC822; <jan@klant.test>', 'Status: 5.7.1 (spam)'],
    ['failed jan@klant.test 5.7.1'],
  ),
  report(
    'Exchange, the whole mail back',
    [
      ...MTA,
      'Final-recipient: RFC822; jan@klant.test',
      'Action: failed',
      'Status: 5.1.10',
      'Remote-MTA: dns; x',
      'X-Display-Name: Jan',
      'Diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound',
    ],
    ['failed jan@klant.test 5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound'],
    'message/rfc822',
  ),
  report(
    'international (RFC 6533)',
    [...MTA, 'Final-Recipient: utf-8; jan@klant.test', 'Action: failed', 'Status: 5.1.1'],
    ['failed jan@klant.test 5.1.1'],
    'message/global-headers',
    'message/global-delivery-status',
  ),
  sample('report: Exim', { ...DAEMON, 'X-Failed-Recipients': 'jan@klant.test' }, PROSE, {
    ...daemon,
    text: PROSE.replaceAll('\r\n', '\n'),
    report: { original: 'c9.m7@winkel.test', recipients: ['failed jan@klant.test 5.1.1 550 5.1.1 Unknown user'] },
  }),
  sample(
    'report: qmail',
    { ...DAEMON, Subject: 'failure notice' },
    'Hi. This is the qmail-send program at mx.test.\r\n\r\n<jan@klant.test>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: <c9.m7@winkel.test>',
    {
      ...daemon,
      subject: 'failure notice',
      text: 'Hi. This is the qmail-send program at mx.test.\n\n<jan@klant.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <c9.m7@winkel.test>',
      report: { original: 'c9.m7@winkel.test', recipients: ['failed jan@klant.test 5.1.1 Sorry, no mailbox here by that name. (#5.1.1)'] },
    },
  ),
  sample('report: of no known form', { ...DAEMON, Subject: 'Onbestelbaar: Vraag' }, 'Niet bezorgd', {
    ...daemon,
    subject: 'Onbestelbaar: Vraag',
    text: 'Niet bezorgd',
  }),
  sample('a customer writes that mail came back', { Subject: 'Undelivered mail?' }, 'Mijn bericht kwam terug', {
    subject: 'Undelivered mail?',
    text: 'Mijn bericht kwam terug',
  }),
];
