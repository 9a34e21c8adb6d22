import { CARRIERS, COMPANIES, TOWNS } from '../topics/small-talk.ts';
import type { Topic } from '../topics/topic.ts';
import { dutchDay, englishDay, later } from './calendar.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { type DemoShop, isPlural } from './shops.ts';

/** What the templates of one story are filled with: the same order, product and carrier from the first mail to the last. */
export function slotsFor(topic: Topic, shop: DemoShop, customer: Person, arrival: Date, random: Random): Record<string, string> {
  const sized = shop.products.filter(({ sizes }) => sizes.length > 1);
  const product = random.pick(topic.aboutSizes && sized.length > 0 ? sized : shop.products);
  const at = random.int(0, Math.max(0, product.sizes.length - 2));
  const ordered = later(arrival, -random.int(2, 12) * 24 * 60);
  const carrier = random.pick(CARRIERS);
  const the = product.the.replace(/^(?:de|het) /, '');
  return {
    shop: shop.name,
    first: customer.firstName,
    product: product.the,
    bare: the,
    the: the.charAt(0).toUpperCase() + the.slice(1),
    ...(isPlural(product) ? { is: 'zijn', Is: 'Zijn', hij: 'ze', hem: 'ze' } : { is: 'is', Is: 'Is', hij: 'hij', hem: 'hem' }),
    english: product.english,
    full: product.full,
    order: shop.orderPrefix + String(random.int(100_000, 999_999)),
    price: `€ ${product.euros.toFixed(2).replace('.', topic.language === 'nl' ? ',' : '.')}`,
    size: product.sizes[at] ?? 'M',
    size2: product.sizes[at + 1] ?? 'L',
    date: topic.language === 'nl' ? dutchDay(ordered, random) : englishDay(ordered),
    carrier,
    track: `${carrier === 'PostNL' ? '3S' : 'JVGL'}${random.hex(12).toUpperCase()}`,
    town: random.pick(TOWNS),
    company: random.pick(COMPANIES),
  };
}
