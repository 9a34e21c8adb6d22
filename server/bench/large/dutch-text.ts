import type { Random } from './random.ts';
import {
  AGENT_SENTENCES,
  CARRIERS,
  COLOURS,
  CUSTOMER_SENTENCES,
  NOTE_SENTENCES,
  PRODUCTS,
  STREETS,
  SUBJECTS,
  TOWNS,
  WORD_PARTS,
} from './words.ts';

/** About one message in 20,000 holds this word, and nothing else does. */
export const RARE_WORD = 'kwikzilverbarometer';

/** Writes the mail of one imaginary shop. */
export class DutchText {
  constructor(private readonly random: Random) {}

  orderNumber(): string {
    return `#WEB-${this.random.between(10_000, 999_999)}`;
  }

  phone(): string {
    return `06-${this.random.between(10_000_000, 99_999_999)}`;
  }

  subject(order: string): string {
    return this.fill(this.random.pick(SUBJECTS), order);
  }

  customerMail(order: string, name: string): string {
    return this.mail('Beste klantenservice,', CUSTOMER_SENTENCES, order, `Met vriendelijke groet,\n${name}`);
  }

  agentMail(order: string, customer: string): string {
    return this.mail(`Hoi ${customer.split(' ')[0]},`, AGENT_SENTENCES, order, 'Groetjes');
  }

  note(order: string): string {
    return this.fill(this.random.pick(NOTE_SENTENCES), order);
  }

  private mail(opening: string, sentences: readonly string[], order: string, closing: string): string {
    const lines = Array.from({ length: this.random.between(2, 7) }, () => this.fill(this.random.pick(sentences), order));
    if (this.random.chance(1 / 20_000)) lines.push(`Het gaat om de ${RARE_WORD}.`);
    return `${opening}\n\n${lines.join(' ')}\n\n${closing}`;
  }

  private fill(sentence: string, order: string): string {
    return sentence.replace(/\{(\w+)\}/g, (_slot, name: string) => this.slot(name, order));
  }

  private slot(name: string, order: string): string {
    const { random } = this;
    switch (name) {
      case 'order':
        return order;
      case 'product':
        return random.pickSkewed(PRODUCTS);
      case 'parcel':
        return `3SBLI${random.between(10_000_000, 99_999_999)}`;
      case 'size':
        return String(random.between(2, 48));
      case 'carrier':
        return random.pickSkewed(CARRIERS);
      case 'phone':
        return this.phone();
      case 'street':
        return random.pick(STREETS);
      case 'town':
        return random.pick(TOWNS);
      case 'rare':
        return random.pick(WORD_PARTS) + random.pick(WORD_PARTS) + (random.chance(0.5) ? random.pick(WORD_PARTS) : '');
      default:
        return random.pick(COLOURS);
    }
  }
}
