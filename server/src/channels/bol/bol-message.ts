import type { MarketplaceFacts } from '@balie/shared/contracts/marketplace.ts';
import { isRelayAddress } from '@balie/shared/domain/relay-addresses.ts';
import type { InboundMessage } from '../../modules/tickets/public.ts';
import type { BolAccount } from './bol-accounts.ts';
import { isBolRelay } from './bol-addresses.ts';
import type { BolMail } from './mail-text.ts';
import type { ReadFields } from './read-pattern.ts';
import { refusalInPlainWords } from './refusals.ts';
import { orderNumberIn } from './value-shapes.ts';

const RELAY_IN_TEXT = /[a-z0-9._-]{1,64}@(?:verkopen|klantbericht|partnerklantenservice)(?:\.test2)?\.bol\.com/gi;

type Into = Pick<InboundMessage, 'channelAccountId' | 'channelKind' | 'shopId'>;
const into = (account: BolAccount): Into => ({ channelAccountId: account.id, channelKind: 'bol', shopId: account.shopId });

/** A customer's question or answer, as a message of the bol channel. @param question what of the mail are the customer's own words */
export function inBolsName(
  message: InboundMessage,
  account: BolAccount,
  mail: BolMail,
  facts: MarketplaceFacts,
  question: string | undefined,
): InboundMessage {
  const relay = relayOf(message, mail);
  const { orderNumber } = facts;
  const name = facts.customerName ?? '';
  const byRelay = relay === undefined ? [] : [{ kind: 'email' as const, value: relay }];
  const [first, ...also] = [...(orderNumber === null ? [] : [{ kind: 'bol_order' as const, value: orderNumber }]), ...byRelay];
  return {
    ...message,
    ...into(account),
    ...wordsOf(message, question),
    // bol sends from addresses that say "no reply", and with a way to sign off: a person speaks all the same.
    nature: facts.recognised === 'answer' && message.nature === 'automatic' && isBolRelay(mail.from) ? 'automatic' : 'personal',
    thread: { ...message.thread, subjectNumber: null, keys: keysOf(orderNumber, relay) },
    vouched: true,
    senderUnproven: false,
    sender: { identity: first ?? message.sender.identity, name, ...(also.length > 0 ? { also } : {}) },
    replyRecipients: { to: relay === undefined ? [] : [{ address: relay, name }], cc: [] },
    marketplace: facts,
  };
}

/** A colleague answered from their own mail program. Undefined: to somebody else than a customer of bol. */
export function fromOurProgram(message: InboundMessage, account: BolAccount): InboundMessage | undefined {
  const relay = message.sender.identity?.value ?? '';
  if (!isBolRelay(relay)) return undefined;
  return { ...message, ...into(account), thread: { ...message.thread, keys: keysOf(orderNumberIn(message.subject) ?? null, relay) } };
}

/** A mail server could not hand an answer to bol. Undefined: it was none to bol. */
export function bounceInPlainWords(message: InboundMessage, contactAddress: string): InboundMessage | undefined {
  const { deliveryReport } = message;
  if (!deliveryReport?.recipients.some(({ address }) => isBolRelay(address))) return undefined;
  const recipients = deliveryReport.recipients.map((recipient) =>
    recipient.action === 'failed' && isBolRelay(recipient.address)
      ? { ...recipient, diagnostic: refusalInPlainWords(recipient.diagnostic, recipient.status, contactAddress) ?? recipient.diagnostic }
      : recipient,
  );
  return { ...message, deliveryReport: { ...deliveryReport, recipients } };
}

/** bol itself writes that it did not pass an answer on: the same as a mail server's report. */
export function unpassed(message: InboundMessage, account: BolAccount, facts: MarketplaceFacts, fields: ReadFields): InboundMessage {
  const words = fields.topic ?? message.text.slice(0, 500);
  const relay = fields.relayAddress ?? relayIn(message.fullText ?? message.text);
  const diagnostic = refusalInPlainWords(words, '', account.contactAddress) ?? words;
  const recipients = relay === undefined ? [] : [{ address: relay, action: 'failed' as const, status: '', diagnostic }];
  return {
    ...message,
    ...into(account),
    nature: 'bounce',
    deliveryReport: { originalId: null, recipients },
    thread: { ...message.thread, subjectNumber: null, keys: keysOf(facts.orderNumber, relay) },
    vouched: true,
    replyRecipients: { to: [], cc: [] },
    marketplace: facts,
  };
}

/** An order is one conversation; an address is likely the same, but bol makes new ones. */
function keysOf(orderNumber: string | null, relay: string | undefined): NonNullable<InboundMessage['thread']['keys']> {
  return { certain: orderNumber === null ? null : `order:${orderNumber}`, likely: relay === undefined ? [] : [`relay:${relay}`] };
}

/** Where an answer reaches the customer: who sent it, where answers are asked to, or an address the mail names. */
function relayOf(message: InboundMessage, mail: BolMail): string | undefined {
  const named = [mail.from, ...message.replyRecipients.to.map(({ address }) => address.toLowerCase())];
  return named.find(isBolRelay) ?? relayIn(mail.text);
}

function relayIn(text: string): string | undefined {
  return [...text.slice(0, 100_000).matchAll(RELAY_IN_TEXT)].map(([address]) => address.toLowerCase()).find(isRelayAddress);
}

/** The customer's words stand in front; the whole mail is there when asked for. */
function wordsOf(message: InboundMessage, question: string | undefined): Partial<InboundMessage> {
  if (question === undefined || question === message.text) return {};
  return {
    text: question,
    html: '',
    fullText: message.fullText ?? message.text,
    fullHtml: message.fullHtml ?? (message.html === '' ? null : message.html),
    hasRemoteImages: false,
  };
}
