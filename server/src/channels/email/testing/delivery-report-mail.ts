import { randomUUID } from 'node:crypto';

/** What becomes of mail to an address elsewhere. */
export interface Fate {
  readonly action: 'failed' | 'delayed';
  /** Enhanced status code (RFC 3463). */
  readonly status: string;
  /** The words of the other server. */
  readonly diagnostic: string;
}

const WORDS = {
  failed: ['Undelivered Mail Returned to Sender', 'could not be delivered to one or more recipients. It is attached below.'],
  delayed: ['Delayed Mail (still being retried)', 'could not be delivered yet. You do not have to send it again; we keep trying.'],
} as const;

/** What a mail server reports to the sender (RFC 3464), with the head of the mail itself, as Postfix writes it. */
export function deliveryReportMail({ from, raw }: { from: string; raw: Buffer }, recipient: string, fate: Fate): string {
  const [subject, words] = WORDS[fate.action];
  const boundary = `${randomUUID()}/mx.elders.test`;
  const head = raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.elders.test (Mail Delivery System)',
    `To: ${from}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString()}`,
    'Auto-Submitted: auto-replied',
    `Message-ID: <${randomUUID()}@mx.elders.test>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.elders.test.',
    '',
    `I'm sorry to have to inform you that your message ${words}`,
    '',
    `<${recipient}>: host mx.klant.test said: ${fate.diagnostic} (in reply to RCPT TO command)`,
    '',
    `--${boundary}`,
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.elders.test',
    'X-Postfix-Queue-ID: 4bXq2Z1n3Vz9sT',
    `X-Postfix-Sender: rfc822; ${from}`,
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${fate.action}`,
    `Status: ${fate.status}`,
    'Remote-MTA: dns; mx.klant.test',
    `Diagnostic-Code: smtp; ${fate.diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    head,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
