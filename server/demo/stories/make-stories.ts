import { TOPICS } from '../topics/all.ts';
import { ODD_SUBJECTS } from '../topics/small-talk.ts';
import { SPAM } from '../topics/spam.ts';
import type { Topic } from '../topics/topic.ts';
import { arrivals } from './calendar.ts';
import { fillIn } from './fill-in.ts';
import { type Person, somebody } from './people.ts';
import { Random } from './random.ts';
import { SHOPS } from './shops.ts';
import { slotsFor } from './slots.ts';
import { spamSteps, steps } from './steps.ts';
import type { Story } from './story.ts';

export interface DemoOptions {
  readonly seed: number;
  /** How many tickets. */
  readonly count: number;
  /** The demo's "now": nothing happens after it. */
  readonly until: Date;
}

const PER_DAY = 45;

/** How far back the oldest ticket goes: always as busy, however many there are. */
export const daysOf = (count: number): number => Math.max(2, count / PER_DAY);

const SPAM_SHARE = 0.035;
/** Customers who come back with something else. */
const RETURNING_SHARE = 0.22;

/** The whole demo as a script: the same options give the same stories, oldest first. */
export function makeStories({ seed, count, until }: DemoOptions): Story[] {
  const known: Person[] = [];
  return arrivals(count, until, daysOf(count), new Random(seed)).map((arrival, at) => {
    // A source of its own: what one story takes from it does not change the next.
    const random = new Random(seed + Math.imul(at + 1, 0x9e3779b1));
    const key = `${at}-${random.hex(8)}`;
    if (random.chance(SPAM_SHARE)) return spam(key, arrival, until, random);
    const returning = known.length > 20 && random.chance(RETURNING_SHARE);
    const customer = returning ? random.pick(known) : somebody(random);
    if (!returning) known.push(customer);
    const topic = random.weighted(TOPICS, ({ weight }) => weight);
    return conversation(key, topic, topic.fromMarketplace ? marketplaceFor(customer) : customer, arrival, until, random);
  });
}

function conversation(key: string, topic: Topic, customer: Person, arrival: Date, until: Date, random: Random): Story {
  const shop = topic.aboutSizes ? random.pick([0, 2, 2]) : random.pick([0, 0, 1, 1, 2]);
  const slots = slotsFor(topic, SHOPS[shop] ?? SHOPS[0], customer, arrival, random);
  const subject = fillIn(random.chance(0.02) ? random.pick(ODD_SUBJECTS) : random.pick(topic.subjects), slots, random);
  return {
    key,
    shop,
    customer,
    subject,
    steps: steps({ topic, scene: random.pick(topic.scenes), customer, slots, random }, arrival, until),
  };
}

/** A marketplace hides its customers behind addresses of its own. */
function marketplaceFor({ firstName, name, address }: Person): Person {
  const [local] = address.split('@');
  return { firstName, name: `${name} via MegaMarkt`, address: `klant-${local}@berichten.megamarkt.example`, signsAs: name };
}

function spam(key: string, arrival: Date, until: Date, random: Random): Story {
  const { from, address, subject, text } = random.pick(SPAM);
  const customer = { firstName: from, name: from, address, signsAs: from };
  return { key, shop: random.int(0, 2), customer, subject, steps: spamSteps(text, arrival, until, random) };
}
