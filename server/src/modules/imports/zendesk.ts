import type { ForeignMessage, ForeignPerson, ForeignRecord, ForeignTicket } from './foreign-ticket.ts';
import { UnreadableItem } from './history-format.ts';
import {
  addressOf,
  dateOf,
  firstText,
  isObject,
  type JsonObject,
  messageIdOf,
  neededDate,
  objectOf,
  objectsOf,
  tagsOf,
  textOf,
  textsOf,
} from './record-values.ts';

/** Zendesk's own six, and what they are here. `hold` waits for a third party: somebody has to look after it. */
const STATUS: Readonly<Record<string, ForeignTicket['status']>> = {
  new: 'open',
  open: 'open',
  hold: 'open',
  pending: 'pending',
  solved: 'solved',
  closed: 'closed',
};
const PRIORITY: Readonly<Record<string, ForeignTicket['priority']>> = { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' };

/**
 * A line of Zendesk's full JSON export ("Export full JSON", one ticket per line, its comments in it), or an object of the
 * Ticket API with the comments put in. `requester`, `submitter` and `assignee` are whole users in the export; authors of
 * comments that are none of them are found in the export of users, if that is brought along.
 * @throws {UnreadableItem}
 */
export function readZendesk(record: JsonObject): ForeignRecord {
  const ticket = isObject(record['ticket']) ? record['ticket'] : record;
  const account = hostOf(ticket['url']);
  if (isUser(ticket)) return { kind: 'person', person: { ...personOf(ticket, account), key: keyOf(account, 'user', ticket['id']) } };
  if (!textOf(ticket['id']) || !('subject' in ticket || 'description' in ticket || 'comments' in ticket)) return { kind: 'other' };
  if (ticket['status'] === 'deleted') return { kind: 'other' };
  return { kind: 'ticket', ticket: ticketOf(ticket, account) };
}

function ticketOf(ticket: JsonObject, account: string): ForeignTicket {
  const number = textOf(ticket['id']);
  const requester = objectOf(ticket['requester']);
  const requesterId = firstText(ticket['requester_id'], requester['id']);
  const people = new Map(
    [requester, ticket['submitter'], ticket['assignee'], ...objectsOf(ticket['collaborators']), ...objectsOf(ticket['users'])].flatMap(
      (one) => (isObject(one) && textOf(one['id']) ? [[textOf(one['id']), personOf(one, account)] as const] : []),
    ),
  );
  const createdAt = neededDate(ticket['created_at'], objectsOf(ticket['comments'])[0]?.['created_at'], ticket['updated_at']);
  const customer = people.get(requesterId) ?? viaPerson(objectOf(ticket['via']));
  const isCustomer = (id: string) => id === requesterId;
  const context = { account, people, isCustomer, customer, createdAt };
  const comments = objectsOf(ticket['comments']).map((comment) => messageOf(comment, context));
  if (!requesterId && !customer.address) throw new UnreadableItem('no_customer');
  return {
    key: keyOf(account, 'ticket', number),
    number: `#${number}`,
    subject: firstText(ticket['raw_subject'], ticket['subject'], textOf(ticket['description']).slice(0, 80)),
    status: textsOf(ticket['tags']).includes('suspected_spam') ? 'spam' : (STATUS[textOf(ticket['status'])] ?? 'solved'),
    priority: PRIORITY[textOf(ticket['priority'])] ?? 'normal',
    tags: tagsOf(textsOf(ticket['tags'])),
    customer: {
      key: keyOf(account, 'user', requesterId || customer.address),
      name: customer.name,
      address: customer.address,
      phone: textOf(requester['phone']),
    },
    assigneeAddress: addressOf(objectOf(ticket['assignee'])['email']) || null,
    createdAt,
    messages: comments.length > 0 ? comments : [descriptionOf(ticket, context, number, requesterId)],
  };
}

interface Context {
  readonly account: string;
  readonly people: ReadonlyMap<string, ForeignPerson>;
  readonly isCustomer: (id: string) => boolean;
  readonly customer: ForeignPerson;
  readonly createdAt: Date;
}

function messageOf(comment: JsonObject, { account, people, isCustomer, customer, createdAt }: Context): ForeignMessage {
  const authorId = textOf(comment['author_id']);
  const known = isObject(comment['author']) ? personOf(comment['author'], account) : people.get(authorId);
  const via = viaPerson(objectOf(comment['via']));
  const author = isCustomer(authorId)
    ? { ...customer, side: 'customer' as const }
    : (known ?? { ...via, key: authorId ? keyOf(account, 'user', authorId) : null });
  const system = objectOf(objectOf(comment['metadata'])['system']);
  return {
    key: keyOf(account, 'comment', comment['id'] ?? `${authorId}@${textOf(comment['created_at'])}`),
    messageId: messageIdOf(system['message_id']),
    isNote: comment['public'] === false,
    author,
    to: [],
    cc: [],
    html: textOf(comment['html_body']),
    text: firstText(comment['plain_body'], comment['body']),
    files: objectsOf(comment['attachments']).map((file) => ({
      name: firstText(file['file_name'], 'bijlage'),
      url: textOf(file['content_url']) || null,
    })),
    at: dateOf(comment['created_at']) ?? createdAt,
  };
}

/** Exports without comments still tell how the ticket began. */
function descriptionOf(ticket: JsonObject, { account, customer, createdAt }: Context, number: string, requesterId: string): ForeignMessage {
  return {
    key: keyOf(account, 'description', number),
    messageId: null,
    isNote: false,
    author: { ...customer, key: requesterId ? keyOf(account, 'user', requesterId) : customer.key, side: 'customer' },
    to: [],
    cc: [],
    html: '',
    text: firstText(ticket['description'], ticket['subject']),
    files: [],
    at: createdAt,
  };
}

function personOf(user: JsonObject, account: string): ForeignPerson {
  const role = textOf(user['role']);
  return {
    key: textOf(user['id']) ? keyOf(account, 'user', user['id']) : null,
    name: textOf(user['name']),
    address: addressOf(user['email']),
    side: role === '' ? null : role === 'end-user' ? 'customer' : 'colleague',
  };
}

/** By what way it came: for mail, who sent it. */
function viaPerson(via: JsonObject): ForeignPerson {
  const from = objectOf(objectOf(via['source'])['from']);
  return { key: null, name: textOf(from['name']), address: addressOf(from['address']), side: null };
}

function isUser(record: JsonObject): boolean {
  return 'role' in record && 'email' in record && !('subject' in record);
}

/** Numbers count within one Zendesk; its host tells which. */
function hostOf(url: unknown): string {
  const text = textOf(url);
  return URL.canParse(text) ? new URL(text).host : '';
}

function keyOf(account: string, kind: string, id: unknown): string {
  return `zendesk:${account}:${kind}:${textOf(id)}`;
}
