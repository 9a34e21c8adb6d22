import type { ForeignMessage, ForeignPerson, ForeignRecord, ForeignTicket } from './foreign-ticket.ts';
import { UnreadableItem } from './history-format.ts';
import {
  addressOf,
  dateOf,
  firstText,
  isTrue,
  type JsonObject,
  messageIdOf,
  neededDate,
  objectOf,
  objectsOf,
  tagsOf,
  textOf,
  textsOf,
} from './record-values.ts';

const STATUS: Readonly<Record<string, ForeignTicket['status']>> = {
  open: 'open',
  snoozed: 'open',
  pending: 'open', // "With the bot": nobody has looked at it.
  resolved: 'solved',
};
const PRIORITY: Readonly<Record<string, ForeignTicket['priority']>> = { low: 'low', medium: 'normal', high: 'high', urgent: 'urgent' };
/** As numbers in the API, as words in webhooks. Activity lines and templates are said by nobody. */
const INCOMING = new Set(['0', 'incoming']);
const OUTGOING = new Set(['1', 'outgoing']);

/**
 * A conversation of Chatwoot's API (`GET /api/v1/accounts/:account/conversations`) with all its `messages` in it; dates
 * are seconds since 1970. Chatwoot has no export of its own; scripts write what the API answers.
 * @throws {UnreadableItem}
 */
export function readChatwoot(record: JsonObject): ForeignRecord {
  const messages = objectsOf(record['messages']).filter((message) => isSaid(message));
  const meta = objectOf(record['meta']);
  const number = firstText(record['id'], record['display_id']);
  if (!number || !('messages' in record)) return { kind: 'other' };
  if (messages.length === 0) return { kind: 'other' };
  const account = textOf(record['account_id']);
  const sender = objectOf(meta['sender'] ?? record['contact']);
  const senderId = firstText(sender['id'], sender['email'], sender['phone_number']);
  if (!senderId && !textOf(sender['name'])) throw new UnreadableItem('no_customer');
  const customer: ForeignPerson = {
    key: keyOf(account, 'contact', senderId || number),
    name: textOf(sender['name']),
    address: addressOf(sender['email']),
    side: 'customer',
  };
  const createdAt = neededDate(record['created_at'], messages[0]?.['created_at'], record['timestamp']);
  return {
    kind: 'ticket',
    ticket: {
      key: keyOf(account, 'conversation', number),
      number: `#${number}`,
      subject: subjectOf(record, messages),
      status: STATUS[textOf(record['status'])] ?? 'solved',
      priority: PRIORITY[textOf(record['priority'])] ?? 'normal',
      tags: tagsOf(textsOf(record['labels'])),
      customer: { key: customer.key ?? '', name: customer.name, address: customer.address, phone: textOf(sender['phone_number']) },
      assigneeAddress: addressOf(objectOf(meta['assignee'])['email']) || null,
      createdAt,
      messages: messages.map((message) => messageOf(message, account, customer, createdAt)),
    },
  };
}

function messageOf(message: JsonObject, account: string, customer: ForeignPerson, createdAt: Date): ForeignMessage {
  const sender = objectOf(message['sender']);
  const email = objectOf(objectOf(message['content_attributes'])['email']);
  const isIncoming = INCOMING.has(textOf(message['message_type']));
  return {
    key: keyOf(account, 'message', firstText(message['id'], `${textOf(message['created_at'])}:${textOf(message['content']).slice(0, 40)}`)),
    messageId: messageIdOf(firstText(message['source_id'], email['message_id'])),
    isNote: isTrue(message['private']),
    author: isIncoming
      ? customer
      : {
          key: textOf(sender['id']) ? keyOf(account, 'user', sender['id']) : null,
          name: firstText(sender['available_name'], sender['name']),
          address: addressOf(sender['email']),
          side: 'colleague',
        },
    to: [],
    cc: [],
    html: firstText(objectOf(email['html_content'])['reply'], objectOf(email['html_content'])['full']),
    text: firstText(message['content'], objectOf(email['text_content'])['reply'], objectOf(email['text_content'])['full']),
    files: objectsOf(message['attachments']).map((file) => ({
      name: firstText(file['file_name'], nameIn(textOf(file['data_url'])), file['file_type'], 'bijlage'),
      url: textOf(file['data_url']) || null,
    })),
    at: dateOf(message['created_at']) ?? createdAt,
  };
}

function isSaid({ message_type: type, content, attachments }: JsonObject): boolean {
  const said = INCOMING.has(textOf(type)) || OUTGOING.has(textOf(type));
  return said && (textOf(content).trim() !== '' || objectsOf(attachments).length > 0);
}

/** A chat has none: its first words stand for it. */
function subjectOf(record: JsonObject, messages: readonly JsonObject[]): string {
  const mail = firstText(
    objectOf(record['additional_attributes'])['mail_subject'],
    objectOf(objectOf(messages[0]?.['content_attributes'])['email'])['subject'],
  );
  return (
    mail ||
    firstText(...messages.map(({ content }) => content))
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 80)
  );
}

function nameIn(url: string): string {
  if (!URL.canParse(url)) return '';
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function keyOf(account: string, kind: string, id: unknown): string {
  return `chatwoot:${account}:${kind}:${textOf(id)}`;
}
