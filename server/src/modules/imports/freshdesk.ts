import type { ForeignFile, ForeignMessage, ForeignPerson, ForeignRecord, ForeignTicket } from './foreign-ticket.ts';
import { UnreadableItem } from './history-format.ts';
import {
  addressOf,
  dateOf,
  firstText,
  isObject,
  isTrue,
  type JsonObject,
  neededDate,
  objectOf,
  objectsOf,
  tagsOf,
  textOf,
  textsOf,
} from './record-values.ts';

/** Freshdesk's own numbers; a shop can add others, which mean that somebody has to look after it, or waits. */
const STATUS: Readonly<Record<string, ForeignTicket['status']>> = { 2: 'open', 3: 'pending', 4: 'solved', 5: 'closed' };
const PRIORITY: Readonly<Record<string, ForeignTicket['priority']>> = { 1: 'low', 2: 'normal', 3: 'high', 4: 'urgent' };
const STATUS_NAME: Readonly<Record<string, ForeignTicket['status']>> = {
  open: 'open',
  pending: 'pending',
  resolved: 'solved',
  closed: 'closed',
};
const PRIORITY_NAME: Readonly<Record<string, ForeignTicket['priority']>> = { low: 'low', medium: 'normal', high: 'high', urgent: 'urgent' };

/**
 * A ticket of Freshdesk's account export (`Tickets0.json`: an array of `{ "helpdesk_ticket": … }` with its `notes`; the
 * XML has the same fields), or of its API v2 with `conversations` put in; a row of its CSV becomes the latter, too.
 * @throws {UnreadableItem}
 */
export function readFreshdesk(record: JsonObject): ForeignRecord {
  const wrapped = record['helpdesk_ticket'] ?? record['ticket'] ?? record;
  const ticket = objectOf(wrapped);
  const number = firstText(ticket['display_id'], ticket['id']);
  if (!number || !('subject' in ticket || 'description' in ticket)) return personIn(record) ?? { kind: 'other' };
  if (isTrue(ticket['deleted'])) return { kind: 'other' };
  const account = textOf(ticket['account_id']);
  const requester = personOf(objectOf(ticket['requester']), account, 'customer');
  const requesterId = firstText(ticket['requester_id'], objectOf(ticket['requester'])['id'], requester.address);
  const customer: ForeignPerson = { ...requester, name: firstText(requester.name, ticket['requester_name']) };
  if (!requesterId && !customer.name) throw new UnreadableItem('no_customer');
  const createdAt = neededDate(ticket['created_at'], ticket['updated_at']);
  const notes = [...objectsOf(ticket['notes']), ...objectsOf(ticket['helpdesk_notes']), ...objectsOf(ticket['conversations'])];
  const context = {
    account,
    requesterId,
    customer,
    agentName: textOf(ticket['responder_name']),
    agentId: textOf(ticket['responder_id']),
    createdAt,
  };
  return {
    kind: 'ticket',
    ticket: {
      key: keyOf(account, 'ticket', number),
      number: `#${number}`,
      subject: textOf(ticket['subject']),
      status: statusOf(ticket),
      priority:
        PRIORITY[textOf(ticket['priority'])] ??
        PRIORITY_NAME[firstText(ticket['priority_name'], ticket['priority']).toLowerCase()] ??
        'normal',
      tags: tagsOf(textsOf(ticket['tags'])),
      customer: {
        key: keyOf(account, 'user', requesterId || customer.name),
        name: customer.name,
        address: customer.address,
        phone: firstText(objectOf(ticket['requester'])['phone'], objectOf(ticket['requester'])['mobile']),
      },
      assigneeAddress: addressOf(objectOf(ticket['responder'])['email'] ?? ticket['responder_email']) || null,
      createdAt,
      messages: [
        descriptionOf(ticket, number, context),
        ...notes.filter(({ deleted }) => !isTrue(deleted)).map((note) => noteOf(note, context)),
      ],
    },
  };
}

interface Context {
  readonly account: string;
  readonly requesterId: string;
  readonly customer: ForeignPerson;
  readonly agentName: string;
  readonly agentId: string;
  readonly createdAt: Date;
}

function descriptionOf(ticket: JsonObject, number: string, { account, customer, createdAt }: Context): ForeignMessage {
  const description = textOf(ticket['description']);
  // The export has the text in `description`; the API has HTML there, and the text beside it.
  const html = firstText(ticket['description_html'], 'description_text' in ticket ? description : '');
  return {
    key: keyOf(account, 'description', number),
    messageId: null,
    isNote: false,
    author: { ...customer, side: 'customer' },
    to: [],
    cc: [],
    html,
    text: firstText(ticket['description_text'], description, ticket['subject']),
    files: filesOf(ticket['attachments']),
    at: createdAt,
  };
}

function noteOf(note: JsonObject, context: Context): ForeignMessage {
  const { account, requesterId, customer, createdAt } = context;
  const userId = textOf(note['user_id']);
  const isIncoming = isTrue(note['incoming']);
  const author: ForeignPerson =
    isIncoming && (userId === '' || userId === requesterId)
      ? { ...customer, side: 'customer' }
      : {
          key: userId ? keyOf(account, 'user', userId) : null,
          name: firstText(objectOf(note['user'])['name'], userId !== '' && userId === context.agentId ? context.agentName : ''),
          address: addressOf(firstText(objectOf(note['user'])['email'], isIncoming ? note['from_email'] : '')),
          side: isIncoming ? 'customer' : 'colleague',
        };
  return {
    key: keyOf(account, 'note', firstText(note['id'], `${userId}@${textOf(note['created_at'])}`)),
    messageId: null,
    isNote: isTrue(note['private']) && !isIncoming,
    author,
    to: [],
    cc: [],
    html: firstText(note['body_html'], 'body_text' in note ? note['body'] : ''),
    text: firstText(note['body_text'], note['body']),
    files: filesOf(note['attachments']),
    at: dateOf(note['created_at']) ?? createdAt,
  };
}

function statusOf(ticket: JsonObject): ForeignTicket['status'] {
  if (isTrue(ticket['spam'])) return 'spam';
  const name = firstText(ticket['status_name'], ticket['status']).toLowerCase();
  return STATUS[textOf(ticket['status'])] ?? STATUS_NAME[name] ?? (/wait|pend|wacht/.test(name) ? 'pending' : 'open');
}

function filesOf(value: unknown): ForeignFile[] {
  return objectsOf(value).map((file) => ({
    name: firstText(file['content_file_name'], file['name'], 'bijlage'),
    url: textOf(file['attachment_url']) || null,
  }));
}

/** `Users0.json` of the same export. */
function personIn(record: JsonObject): ForeignRecord | undefined {
  const user = objectOf(record['user'] ?? record['contact'] ?? record['agent'] ?? record);
  const isColleague = isTrue(user['helpdesk_agent']) || isObject(record['agent']);
  if (!textOf(user['id']) || !addressOf(user['email'])) return undefined;
  const account = textOf(user['account_id']);
  const side = isColleague ? 'colleague' : 'customer';
  return { kind: 'person', person: { ...personOf(user, account, side), key: keyOf(account, 'user', user['id']) } };
}

function personOf(user: JsonObject, account: string, side: ForeignPerson['side']): ForeignPerson {
  return {
    key: textOf(user['id']) ? keyOf(account, 'user', user['id']) : null,
    name: textOf(user['name']),
    address: addressOf(user['email']),
    side,
  };
}

function keyOf(account: string, kind: string, id: unknown): string {
  return `freshdesk:${account}:${kind}:${textOf(id)}`;
}
