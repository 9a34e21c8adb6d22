import type { Locale } from '@balie/shared/contracts/common.ts';
import { type BusinessCalendar, isOpen, nextOpening } from '@balie/shared/domain/business-calendar.ts';
import { firstNameOf } from '@balie/shared/domain/signature.ts';
import { greetingAt, type TextValues } from '@balie/shared/domain/text-variables.ts';
import type { TicketInRules } from './ticket-in-rules.ts';

/** Of shops that say nothing of their hours. */
const HOME = 'Europe/Amsterdam';

/** What stands in the gaps of a rule's text, in the customer's language. What is not known, or would be no honest promise, is left out. */
export function valuesOf({ ticket, calendar }: TicketInRules, locale: Locale, at: Date): TextValues {
  const zone = calendar?.timeZone ?? HOME;
  const opens = calendar && !isOpen(calendar, at.getTime()) ? nextOpening(calendar, at.getTime()) : undefined;
  const due = ticket.deadline?.dueAt ? new Date(ticket.deadline.dueAt).getTime() : undefined;
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: zone }).format(at));
  const name = nameOf(ticket.contact.name);
  return {
    greeting: greetingAt(locale, hour),
    'customer.name': name,
    'customer.firstName': firstNameOf(name),
    'shop.name': ticket.shopName,
    'ticket.number': String(ticket.number),
    'ticket.subject': ticket.subject,
    opens: opens === undefined ? '' : momentInWords(opens, locale, zone, at),
    'answer.by': due !== undefined && isHonest(calendar, due, opens, at) ? momentInWords(due, locale, zone, at) : '',
  };
}

/** Nobody answers before it opens, nor while it is closed: such a deadline is no promise. */
function isHonest(calendar: BusinessCalendar | null, due: number, opens: number | undefined, at: Date): boolean {
  if (due <= at.getTime() || (opens !== undefined && due <= opens)) return false;
  // The very end of a day is within it.
  return calendar === null || isOpen(calendar, due) || isOpen(calendar, due - 1);
}

/** Who has no name is not greeted by their address. */
function nameOf(name: string): string {
  return name.includes('@') ? '' : name;
}

/** "morgen om 09:00", "maandag 27 april om 09:00". */
export function momentInWords(moment: number, locale: Locale, timeZone: string, now: Date): string {
  const language = locale === 'nl' ? 'nl-NL' : 'en-GB';
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(moment);
  const dayOf = (at: number) => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(at);
  const days = (Date.parse(dayOf(moment)) - Date.parse(dayOf(now.getTime()))) / 86_400_000;
  const near = (locale === 'nl' ? ['vandaag', 'morgen'] : ['today', 'tomorrow'])[days];
  const day = near ?? new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(moment);
  return `${day} ${locale === 'nl' ? 'om' : 'at'} ${time}`;
}
