import { randomUUID } from 'node:crypto';

export interface MailToWrite {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId?: string;
  /** Ids with angle brackets, oldest first. */
  readonly references?: readonly string[];
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly contents: Buffer }[];
}

/** A mail as a customer's program writes it, ready to deliver. */
export function mailOf(mail: MailToWrite): string {
  const boundary = `b-${randomUUID()}`;
  const { references = [], attachments = [] } = mail;
  const headers = [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    `Subject: ${encodedWord(mail.subject)}`,
    `Message-ID: ${mail.messageId ?? `<${randomUUID()}@klant.test>`}`,
    `Date: ${new Date().toUTCString()}`,
    ...(references.length > 0 ? [`In-Reply-To: ${references.at(-1)}`, `References: ${references.join(' ')}`] : []),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
  ];
  const parts = [
    part('text/plain; charset=utf-8', Buffer.from(mail.text)),
    ...attachments.map(({ name, type, contents }) => part(`${type}; name="${name}"`, contents, `attachment; filename="${name}"`)),
  ];
  return [...headers, '', ...parts.flatMap((lines) => [`--${boundary}`, ...lines]), `--${boundary}--`, ''].join('\r\n');
}

function part(type: string, contents: Buffer, disposition = 'inline'): string[] {
  const lines = contents.toString('base64').match(/.{1,76}/g) ?? [];
  return [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', `Content-Disposition: ${disposition}`, '', ...lines];
}

const encodedWord = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
