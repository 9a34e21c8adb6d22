import type { Locale } from '@balie/shared/contracts/common.ts';
import type { Macro } from '@balie/shared/contracts/macros.ts';
import type { Order } from '@balie/shared/contracts/orders.ts';
import type { SendingChanges } from '@balie/shared/contracts/tickets.ts';
import { firstNameOf } from '@balie/shared/domain/signature.ts';
import { fillText, greetingAt, type TextValues } from '@balie/shared/domain/text-variables.ts';
import { trackingLink } from '@balie/shared/domain/tracking-link.ts';

interface About {
  readonly locale: Locale;
  readonly now: Date;
  readonly agentName: string;
  readonly shopName: string;
  readonly customerName: string;
  readonly ticket: { readonly number: number; readonly subject: string };
  readonly order?: OrderWords | undefined;
}

/** What a macro may say of an order; empty: not known. */
export interface OrderWords {
  readonly number: string;
  readonly status: string;
  readonly tracking: string;
  readonly trackingLink: string;
  readonly promise: string;
}

/** What stands in the gaps. Who has no name is not called by their address. */
export function valuesFor({ locale, now, agentName, shopName, customerName, ticket, order }: About): TextValues {
  const name = customerName.includes('@') ? '' : customerName;
  return {
    greeting: greetingAt(locale, now.getHours()),
    'customer.name': name,
    'customer.firstName': firstNameOf(name),
    'agent.name': agentName,
    'agent.firstName': firstNameOf(agentName),
    'shop.name': shopName,
    'ticket.number': String(ticket.number),
    'ticket.subject': ticket.subject,
    'order.number': order?.number ?? '',
    'order.status': order?.status ?? '',
    'order.tracking': order?.tracking ?? '',
    'order.trackingLink': order?.trackingLink ?? '',
    'order.promise': order?.promise ?? '',
  };
}

/** Of an order, in the customer's language. @param status as it is called there */
export function wordsOfOrder({ number, shipments, lines }: Order, status: string, locale: Locale): OrderWords {
  const [parcel] = shipments;
  // What is still to come, by its last day; once all of it has left, what was promised.
  const waits = lines.filter(({ quantity, shipped, cancelled }) => quantity > shipped + cancelled);
  const days = (waits.length > 0 ? waits : lines).flatMap(({ promise }) => promise?.day ?? []).toSorted();
  const day = days.at(-1);
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return {
    number,
    status,
    tracking: parcel?.trackingCode ?? '',
    trackingLink: parcel ? trackingLink(parcel) : '',
    promise: day ? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nl-NL', options).format(new Date(`${day}T12:00:00Z`)) : '',
  };
}

/** Gaps say nothing in a list. */
export function withoutGaps(text: string): string {
  return text.replaceAll(/\{\{[^{}]*\}\}/g, '…');
}

/** The words of a macro in this language, or else in the other. */
export function wordsOf({ text }: Pick<Macro, 'text'>, locale: Locale): string {
  const other = locale === 'nl' ? 'en' : 'nl';
  return text[locale].trim() === '' ? text[other] : text[locale];
}

/** As it goes into the composer; a gap of which nothing is known stays, to be seen. */
export function htmlOfMacro(words: string, values: TextValues): string {
  const filled = fillText(words, values).text.trim();
  if (filled === '') return '';
  return filled
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** What was to be done already, and what one more macro adds; the last one has its way. */
export function withChanges(
  before: SendingChanges | undefined,
  { changes }: Pick<Macro, 'changes'>,
  myId: string,
): SendingChanges | undefined {
  const { assigneeId, addTags = [], removeTags = [], ...rest } = changes;
  const added = [...new Set([...(before?.addTags ?? []), ...addTags])].filter((tag) => !removeTags.includes(tag));
  const removed = [...new Set([...(before?.removeTags ?? []), ...removeTags])].filter((tag) => !addTags.includes(tag));
  const next: SendingChanges = {
    ...before,
    ...rest,
    ...(assigneeId ? { assigneeId: assigneeId === 'me' ? myId : assigneeId } : {}),
    addTags: added,
    removeTags: removed,
  };
  if (added.length === 0) delete next.addTags;
  if (removed.length === 0) delete next.removeTags;
  return Object.keys(next).length > 0 ? next : undefined;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
