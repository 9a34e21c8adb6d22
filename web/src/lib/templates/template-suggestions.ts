import type { MessageTemplate } from '@balie/shared/contracts/templates.ts';
import { type TemplateVariable, templateVariables } from '@balie/shared/domain/templates.ts';

/** What is known of who writes to whom about what; each may be empty. */
export interface Known {
  readonly customer: string;
  readonly agent: string;
  readonly shop: string;
  /** Of the shop's own orders, the likeliest first. */
  readonly orders: readonly string[];
  readonly ticket: string;
}

const GREETING = /(?:^|\s)(?:hoi|hallo|dag|beste|hey|hi|hello|dear|good (?:morning|afternoon))\s*$/i;
const NAME = /name|naam|customer|klant/i;
const FIRST = /first|voornaam/i;
const AGENT = /agent|medewerker|collega|colleague/i;
const ORDER = /order|bestel/i;
const SHOP = /shop|winkel/i;

const firstOf = (name: string) => (/^[+\d\s()-]+$/.test(name) ? '' : (name.split(' ')[0] ?? ''));

/** Words that may stand in a gap, the likeliest first. A gap whose name says that it wants something else gets none. */
export function suggestionsFor({ name }: TemplateVariable, known: Known): string[] {
  const { customer, agent, shop, orders, ticket } = known;
  const people = [firstOf(customer), customer];
  const numbers = [...orders, ticket && `#${ticket}`];
  const wanted = /^\d+$/.test(name)
    ? [...people, ...numbers, firstOf(agent), shop]
    : ORDER.test(name)
      ? numbers
      : AGENT.test(name)
        ? [firstOf(agent), agent]
        : SHOP.test(name)
          ? [shop]
          : FIRST.test(name) || NAME.test(name)
            ? people
            : [];
  return [...new Set(wanted)].filter((words) => words !== '').slice(0, 5);
}

/** What is filled in before anybody types: only what can hardly be wrong. */
export function firstValues(template: MessageTemplate, known: Known): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const variable of templateVariables(template)) {
    const likely = likelyFor(variable, template.body, known);
    if (likely) filled[variable.key] = likely;
  }
  return filled;
}

function likelyFor({ part, name }: TemplateVariable, body: string, { customer, agent, orders }: Known): string {
  if (part !== 'body') return '';
  const before = body.slice(0, body.indexOf(`{{${name}}}`));
  if (GREETING.test(before) || FIRST.test(name) || /^(?:customer_?)?name$|^naam$/i.test(name)) return firstOf(customer);
  if (AGENT.test(name)) return firstOf(agent);
  if (ORDER.test(name) || /(?:order|bestelling|bestelnummer)\s*$/i.test(before)) return orders[0] ?? '';
  return '';
}

/** Those of the customer's language first, then by name; what cannot be sent last. */
export function inOrder(templates: readonly MessageTemplate[], language: string): MessageTemplate[] {
  const rank = ({ language: of, status, sendable }: MessageTemplate) =>
    (status === 'approved' && sendable ? 0 : 2) + (of.slice(0, 2) === language.slice(0, 2) ? 0 : 1);
  return templates.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

/** `retour_ontvangen` as people say it. */
export function templateTitle(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
