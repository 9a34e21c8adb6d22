import { type MediaType, mediaOf, type WhatsAppMessage } from './inbound-shapes.ts';

type Locale = 'nl' | 'en';

/** Our own words in a customer's message, where it holds none or more than words. */
const WORDS = {
  nl: {
    image: 'Foto',
    video: 'Video',
    audio: 'Geluid',
    voice: 'Spraakbericht',
    document: 'Document',
    sticker: 'Sticker',
    location: 'Locatie',
    reacted: (emoji: string) => `Reageerde met ${emoji} op een bericht`,
    unreacted: 'Haalde een reactie op een bericht weg',
    order: 'Bestelling',
    forwarded: 'Doorgestuurd',
    product: 'Over product',
    ad: 'Via advertentie',
    deleted: 'De klant stuurde iets dat WhatsApp niet doorgeeft, of verwijderde het bericht.',
    unknown: (type: string) => `De klant stuurde een bericht van een soort die hier niet getoond kan worden (${type}).`,
    numberChanged: (number: string) => `De klant heeft een nieuw nummer: ${number}`,
    identityChanged: 'De klant is bij WhatsApp onder een andere identiteit bekend.',
    group: 'Bericht uit een groep',
  },
  en: {
    image: 'Photo',
    video: 'Video',
    audio: 'Audio',
    voice: 'Voice message',
    document: 'Document',
    sticker: 'Sticker',
    location: 'Location',
    reacted: (emoji: string) => `Reacted with ${emoji} to a message`,
    unreacted: 'Took back a reaction to a message',
    order: 'Order',
    forwarded: 'Forwarded',
    product: 'About product',
    ad: 'Through an advertisement',
    deleted: 'The customer sent something that WhatsApp does not pass on, or deleted the message.',
    unknown: (type: string) => `The customer sent a message of a kind that cannot be shown here (${type}).`,
    numberChanged: (number: string) => `The customer has a new number: ${number}`,
    identityChanged: 'WhatsApp knows the customer by another identity now.',
    group: 'Message from a group',
  },
} as const;

const UNSUPPORTED = /^(unsupported|unknown|deleted)$/;
const MAX_LINES = 50;

export function mediaName(type: MediaType, locale: Locale): string {
  return WORDS[locale][type];
}

/** What a message says, in plain words, whatever its type. Never empty. */
export function wordsOf(message: WhatsAppMessage, locale: Locale): string {
  const words = WORDS[locale];
  const { context, referral } = message;
  const product = context?.referred_product?.product_retailer_id;
  const lines = [
    message.group_id === undefined ? '' : `[${words.group}]`,
    context?.forwarded || context?.frequently_forwarded ? `[${words.forwarded}]` : '',
    saying(message, locale),
    product === undefined ? '' : `[${words.product} ${product}]`,
    referral ? `[${words.ad}: ${joined([referral.headline, referral.body, referral.source_url], ' · ')}]` : '',
  ];
  return joined(lines, '\n') || words.unknown(message.type ?? '?');
}

function saying(message: WhatsAppMessage, locale: Locale): string {
  const words = WORDS[locale];
  const { type = '?', text, reaction, location, button, interactive, order, system, contacts } = message;
  const file = mediaOf(message);
  if (file) return file.media.caption ?? `[${file.media.voice ? words.voice : words[file.type]}]`;
  if (text?.body !== undefined) return text.body;
  if (reaction) return reaction.emoji ? words.reacted(reaction.emoji) : words.unreacted;
  if (location) return located(location, words.location);
  if (button) return button.text ?? button.payload ?? '';
  if (interactive) return chosen(interactive);
  if (order) return ordered(order, words.order, locale);
  if (contacts) return contacts.slice(0, MAX_LINES).map(visitingCard).join('\n');
  if (system) return changed(system, words);
  if (UNSUPPORTED.test(type)) return words.deleted;
  return words.unknown(type);
}

function located(location: NonNullable<WhatsAppMessage['location']>, title: string): string {
  const { latitude, longitude, name, address, url } = location;
  const map =
    latitude !== undefined && longitude !== undefined
      ? `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`
      : undefined;
  return joined([`[${title}]`, name, address, url, map], '\n');
}

function chosen({ button_reply, list_reply, nfm_reply }: NonNullable<WhatsAppMessage['interactive']>): string {
  const choice = button_reply ?? list_reply;
  if (choice) return joined([choice.title, choice.description], '\n');
  return nfm_reply ? joined([nfm_reply.name, nfm_reply.body, filledIn(nfm_reply.response_json)], '\n') : '';
}

/** The answers of a form, one per line. */
function filledIn(given: unknown): string {
  try {
    const answers: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    if (typeof answers !== 'object' || answers === null) return String(answers ?? '');
    return Object.entries(answers)
      .filter(([name]) => name !== 'flow_token')
      .slice(0, MAX_LINES)
      .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
      .join('\n');
  } catch {
    return String(given);
  }
}

function ordered({ text, product_items = [] }: NonNullable<WhatsAppMessage['order']>, title: string, locale: Locale): string {
  const items = product_items
    .slice(0, MAX_LINES)
    .map(({ quantity = 1, product_retailer_id: product = '?', item_price: price, currency = '' }) =>
      `${quantity} × ${product}${price === undefined ? '' : ` (${priceInWords(price, currency, locale)})`}`.trim(),
    );
  return joined([`[${title}]`, ...items, text], '\n');
}

/** `€ 24,95`; of a currency that is none, as it was told. */
function priceInWords(price: number, currency: string, locale: Locale): string {
  if (!/^[A-Z]{3}$/.test(currency)) return joined([String(price), currency], ' ');
  const format = new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { style: 'currency', currency });
  return format.format(price).replaceAll('\u00a0', ' ');
}

function visitingCard({ name, org, phones = [], emails = [] }: NonNullable<WhatsAppMessage['contacts']>[number]): string {
  const called = name?.formatted_name ?? joined([name?.first_name, name?.last_name], ' ');
  return joined([called, org?.company, ...phones.map(({ phone }) => phone), ...emails.map(({ email }) => email)], ', ');
}

function changed({ type, body, wa_id, new_wa_id }: NonNullable<WhatsAppMessage['system']>, words: (typeof WORDS)[Locale]): string {
  const number = wa_id ?? new_wa_id;
  if (type === 'user_changed_user_id') return words.identityChanged;
  if (number !== undefined) return words.numberChanged(`+${number}`);
  return body ?? '';
}

function joined(parts: readonly (string | undefined)[], by: string): string {
  return parts.filter((part) => part !== undefined && part.trim() !== '').join(by);
}
