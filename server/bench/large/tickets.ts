import { DutchText } from './dutch-text.ts';
import type { House } from './house.ts';
import type { Random } from './random.ts';
import { FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS, TAGS } from './words.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}
export interface SeedMessage {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'note';
  readonly text: string;
  readonly agentId: string | null;
  readonly at: number;
  readonly delivery: 'received' | 'sent' | 'failed';
  readonly hasFile: boolean;
}
export interface SeedTicket {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly customer: Customer;
  readonly status: string;
  readonly account: House['accounts'][number];
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly tags: readonly string[];
  readonly messages: readonly SeedMessage[];
  readonly createdAt: number;
  readonly waitingSince: number | null;
}

/** Makes customers and their tickets, one after the other, as two busy years would have brought them. */
export class TicketMaker {
  private readonly text: DutchText;

  constructor(
    private readonly random: Random,
    private readonly house: House,
    private readonly end: number,
    private readonly total: number,
  ) {
    this.text = new DutchText(random);
  }

  customer(index: number): Customer {
    const { random } = this;
    const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
    const mailbox = `${first}.${last}${index}`
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9.]/g, '')
      .toLowerCase();
    return { id: random.id(this.end - 800 * DAY), name: `${first} ${last}`, address: `${mailbox}@${random.pickSkewed(MAIL_DOMAINS)}` };
  }

  ticket(number: number, customer: Customer): SeedTicket {
    const { random, house } = this;
    const age = 1 - number / this.total;
    const createdAt = Math.round(this.end - 730 * DAY * age - random.between(1, 600) * MINUTE);
    const status = this.status(this.total - number, age);
    const order = this.text.orderNumber();
    const assigneeId = random.chance(status === 'open' ? 0.3 : 0.05) ? null : random.pick(house.agents).id;
    const messages = this.messages(createdAt, order, customer, status);
    return {
      id: random.id(createdAt),
      number,
      subject: this.text.subject(order),
      customer,
      status,
      account: random.pickSkewed(house.accounts),
      assigneeId,
      teamId: random.chance(0.5) ? random.pick(house.teamIds) : null,
      tags: random.chance(0.4) ? [...new Set([random.pickSkewed(TAGS), random.pickSkewed(TAGS)])] : [],
      messages,
      createdAt,
      waitingSince: status === 'open' ? waitingSince(messages) : null,
    };
  }

  /** @param newer how many tickets are newer than this one */
  private status(newer: number, age: number): string {
    const { random } = this;
    if (random.chance(0.04)) return 'spam';
    if (random.chance(newer < this.total / 10 ? 0.5 : 0.01)) return 'open';
    if (random.chance(newer < this.total / 5 ? 0.1 : 0.002)) return 'pending';
    if (random.chance(0.005)) return 'snoozed';
    return age > 0.5 && random.chance(0.5) ? 'closed' : 'solved';
  }

  private messages(createdAt: number, order: string, customer: Customer, status: string): SeedMessage[] {
    const { random } = this;
    const count = random.between(2, 8) + (random.chance(0.001) ? 60 : 0);
    const messages: SeedMessage[] = [];
    let at = createdAt;
    for (let index = 0; index < count; index++) {
      const agentId = random.pick(this.house.agents).id;
      const direction = index === 0 ? 'inbound' : random.chance(0.1) ? 'note' : random.chance(0.5) ? 'inbound' : 'outbound';
      const words = {
        inbound: () => this.text.customerMail(order, customer.name),
        outbound: () => this.text.agentMail(order, customer.name),
        note: () => this.text.note(order),
      };
      const failed = direction === 'outbound' && index === count - 1 && status === 'open' && random.chance(0.02);
      messages.push({
        id: random.id(at),
        direction,
        text: words[direction](),
        agentId: direction === 'inbound' ? null : agentId,
        at,
        delivery: direction === 'outbound' ? (failed ? 'failed' : 'sent') : 'received',
        hasFile: random.chance(0.15),
      });
      at = Math.min(at + random.between(5, 600) * MINUTE, this.end);
    }
    return messages;
  }
}

/** The first message of the customer that nobody answered since. */
function waitingSince(messages: readonly SeedMessage[]): number | null {
  const lastAnswer = messages.findLastIndex((message) => message.direction === 'outbound');
  return messages.slice(lastAnswer + 1).find((message) => message.direction === 'inbound')?.at ?? null;
}
