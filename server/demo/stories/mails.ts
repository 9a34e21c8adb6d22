import { ANSWER_GREETINGS, GOODBYES, GREETINGS, PHONE_LINES } from '../topics/small-talk.ts';
import type { Scene, Topic } from '../topics/topic.ts';
import { fillIn } from './fill-in.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { DemoFile } from './story.ts';

/** Who writes to whom about what: what every text of one story needs. */
export interface Talk {
  readonly topic: Topic;
  readonly scene: Scene;
  readonly customer: Person;
  readonly slots: Readonly<Record<string, string>>;
  readonly random: Random;
}

/** A mail of the customer: greeting, what there is to say, name, and what the phone adds. */
export function customerText(template: string, { topic, customer, slots, random }: Talk): string {
  const { language } = topic;
  const body = fillIn(template, slots, random);
  if (topic.fromMarketplace) return body;
  // Short reactions come without ceremony.
  if (body.length < 90 && random.chance(0.6)) return random.chance(0.5) ? body : `${body}\n\n${customer.signsAs}`;
  const greeting = fillIn(random.pick(GREETINGS[language]), slots, random);
  const goodbye = `${random.pick(GOODBYES[language])},\n${customer.signsAs}`;
  const phone = random.chance(0.15) ? `\n\n${random.pick(PHONE_LINES[language])}` : '';
  return `${greeting},\n\n${body}\n\n${goodbye}${phone}`;
}

/** An answer as an agent types it; the signature comes by itself. */
export function answerText(template: string, { topic, slots, random }: Talk): string {
  return `${fillIn(random.pick(ANSWER_GREETINGS[topic.language]), slots, random)},\n\n${fillIn(template, slots, random)}`;
}

/** What the customer photographed or scanned. */
export function customerFiles({ scene, slots, random }: Talk): DemoFile[] {
  if (!scene.sendsAlong || !random.chance(0.85)) return [];
  if (scene.sendsAlong === 'receipt') return [document('receipt', `bon-${slots['order']}.pdf`, slots, random)];
  return Array.from({ length: random.int(1, 3) }, (_unused, at) => ({
    kind: 'photo' as const,
    name: random.pick([
      `IMG_${random.int(1000, 9999)}.png`,
      `foto${at + 1}.png`,
      `WhatsApp Image ${random.int(10, 28)}-11 om 14.${random.int(10, 59)}.png`,
    ]),
    seed: random.int(1, 1_000_000),
    lines: [],
  }));
}

export function answerFiles({ scene, slots, random }: Talk): DemoFile[] {
  if (!scene.answersWith || !random.chance(0.9)) return [];
  const name = scene.answersWith === 'label' ? `retourlabel-${slots['order']}.pdf` : `factuur-${slots['order']}.pdf`;
  return [document(scene.answersWith, name, slots, random)];
}

const TITLES = { receipt: 'Kassabon', invoice: 'Factuur', label: 'Retourlabel' } as const;

function document(kind: keyof typeof TITLES, name: string, slots: Readonly<Record<string, string>>, random: Random): DemoFile {
  const lines = [
    `${TITLES[kind]} ${slots['shop']}`,
    `Bestelling ${slots['order']}`,
    `${slots['full']}`,
    `${slots['price']}`,
    `${slots['track']}`,
  ];
  return { kind, name, seed: random.int(1, 1_000_000), lines };
}
