import type { Attachment, Email } from 'postal-mime';
import type { DeliveryReport } from '../../modules/tickets/public.ts';
import { messageIdIn } from './mail-thread.ts';

const MAX_RECIPIENTS = 100;
const MAX_REPORT = 200_000;
const MAX_DIAGNOSTIC = 1_000;

const CLASS: Readonly<Record<Recipient['action'], string>> = { failed: '5', delayed: '4', delivered: '2' };
/** As servers say it that give no enhanced code. "Mailbox unavailable" alone is what they say of unwanted senders, too. */
const NO_SUCH_ADDRESS =
  /\b(?:(?:user|recipient|address|mailbox|account) (?:is )?unknown|unknown (?:local )?(?:user|recipient|address|mailbox)|no such (?:local )?(?:user|recipient|address|mailbox|person)|(?:user|recipient|address|mailbox|account) (?:[^\s]{1,300} )?(?:does not exist|doesn't exist|not found)|no mailbox (?:here )?by that name|unrouteable address)\b/i;

/**
 * What a mail server says became of a message: RFC 3464, and the older forms of Exim (`X-Failed-Recipients`) and qmail.
 * Null when the mail is no such report.
 */
export function deliveryReportOf(mail: Email): DeliveryReport | null {
  const status = mail.attachments.find(({ mimeType }) => /^message\/(?:global-)?delivery-status$/.test(mimeType));
  const recipients = status ? recipientsIn(textOf(status)) : recipientsInProse(mail);
  if (recipients.length === 0) return null;
  return { originalId: originalIdIn(mail), recipients: recipients.slice(0, MAX_RECIPIENTS) };
}

type Recipient = DeliveryReport['recipients'][number];

/** RFC 3464 §2: blocks of fields with empty lines between; the first is about the message, the others one recipient each. */
function recipientsIn(report: string): Recipient[] {
  return report.split(/\n[ \t]*\n/).flatMap((block) => {
    const fields = fieldsOf(block);
    const address = addressIn(fields.get('final-recipient') ?? fields.get('original-recipient'));
    const action = actionOf(fields.get('action'), fields.get('status'));
    if (!address || !action) return [];
    const original = addressIn(fields.get('original-recipient'));
    const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]{1,30}\s*;\s*/, '').slice(0, MAX_DIAGNOSTIC);
    const status = statusOf(codeIn(fields.get('status') ?? '') ?? '', action, diagnostic);
    // The address that we wrote to; what a server made of it means nothing to people.
    return [{ address: original ?? address, action, status, diagnostic }];
  });
}

function actionOf(action: string | undefined, status: string | undefined): Recipient['action'] | undefined {
  const said = action?.toLowerCase().split(/[\s;(]/)[0];
  if (said === 'failed' || said === 'delayed' || said === 'delivered') return said;
  if (said === 'relayed' || said === 'expanded') return 'delivered';
  // Some servers leave the action out; the class of the status says the same.
  const byClass: Record<string, Recipient['action']> = { '2': 'delivered', '4': 'delayed', '5': 'failed' };
  return status ? byClass[status.trim().charAt(0)] : undefined;
}

/** Exim says 5.0.0 whatever happened; then the answer that it got says more. */
function statusOf(said: string, action: Recipient['action'], diagnostic: string): string {
  if (said !== '' && !said.endsWith('.0.0')) return said;
  const asked = said.charAt(0) || CLASS[action];
  const told = codeIn(diagnostic, asked);
  if (told && !told.endsWith('.0.0')) return told;
  return asked === '5' && NO_SUCH_ADDRESS.test(diagnostic) ? '5.1.1' : said || told || '';
}

/** An enhanced status code (RFC 3463), and no piece of an IP address. */
function codeIn(text: string, classes = '245'): string | undefined {
  return new RegExp(`(?<![\\w.])[${classes}]\\.\\d{1,3}\\.\\d{1,3}(?!\\.?\\d)`).exec(text)?.[0];
}

/** Reports for people alone: an address in a header or after a fixed phrase, and the server's words below it. */
function recipientsInProse(mail: Email): Recipient[] {
  const text = (mail.text ?? '').slice(0, MAX_REPORT).replaceAll('\r\n', '\n');
  const header = mail.headers.find(({ key }) => key === 'x-failed-recipients')?.value;
  const isQmail = /^Hi\. This is the .{1,100} program at /m.test(text);
  const qmail = isQmail ? [...text.matchAll(/^<([^\s<>@]{1,256}@[^\s<>]{1,255})>:$/gm)].map(([, address]) => address ?? '') : [];
  const addresses = header ? header.split(',') : qmail;
  return addresses.flatMap((entry) => {
    const address = addressIn(entry);
    if (!address) return [];
    const below = text.slice(text.indexOf(address) + address.length).replace(/^[>:\s]+/, '');
    const diagnostic = (text.includes(address) ? (below.split(/\n[ \t]*\n/)[0] ?? '') : '').replace(/\s+/g, ' ').slice(0, MAX_DIAGNOSTIC);
    const status = codeIn(diagnostic, '45') ?? '';
    return [{ address, action: status.startsWith('4') ? ('delayed' as const) : ('failed' as const), status, diagnostic }];
  });
}

/** The message it is about comes back whole, as its headers, or copied below the report. */
function originalIdIn(mail: Email): string | null {
  const returned = mail.attachments.filter(({ mimeType }) =>
    /^(?:message\/(?:global|rfc822)(?:-headers)?|text\/rfc822(?:-headers)?)$/.test(mimeType),
  );
  for (const source of [...returned.map(textOf), (mail.text ?? '').slice(0, MAX_REPORT)]) {
    const id = messageIdIn(/^message-id:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]{1,1000})/im.exec(source)?.[1]);
    if (id) return id;
  }
  const header = mail.headers.find(({ key }) => key === 'x-original-message-id')?.value;
  return messageIdIn(header) ?? messageIdIn(mail.inReplyTo) ?? null;
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** `rfc822; jan@klant.nl`, with or without the type and the brackets. */
function addressIn(field: string | undefined): string | undefined {
  return /([^\s<>;,:"]{1,256}@[^\s<>;,:"]{1,255})/.exec(field ?? '')?.[1];
}

function textOf({ content }: Attachment): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content).subarray(0, MAX_REPORT));
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}
