import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import type { Known } from '../../lib/templates/template-suggestions.ts';

const ORDER = /(?:#\s?|\b(?:order|bestelling|bestelnummer|ordernummer)\s*:?\s*#?)([A-Z]{0,4}-?\d{3,12})\b/gi;
const ENGLISH = /\b(?:the|and|is|my|have|order|please|hello|hi|thanks|where|when)\b/gi;
const DUTCH = /\b(?:de|het|een|en|is|mijn|heb|bestelling|graag|hallo|hoi|bedankt|waar|wanneer|ik)\b/gi;

/** What the conversation tells of what may be filled in. */
export function knownOf({ ticket, contact, timeline }: TicketDetail, agent: string, shop: string): Known {
  const texts = [ticket.subject, ...timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message.text] : [])).toReversed()];
  const named = texts.flatMap((text) => [...text.matchAll(ORDER)].map(([, order = '']) => order));
  const own = contact.identities.filter(({ kind }) => kind === 'bol_order').map(({ value }) => value);
  return { customer: contact.name, agent, shop, orders: [...new Set([...own, ...named])], ticket: String(ticket.number) };
}

/** In which language the customer wrote last; Dutch unless the words say otherwise. */
export function languageOf({ timeline }: TicketDetail): string {
  const words = timeline.items
    .flatMap((item) => (item.kind === 'message' && item.message.direction === 'inbound' ? [item.message.text] : []))
    .slice(-3)
    .join(' ');
  return (words.match(ENGLISH)?.length ?? 0) > (words.match(DUTCH)?.length ?? 0) ? 'en' : 'nl';
}
