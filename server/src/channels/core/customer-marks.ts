import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { CustomerSignals, ticketRead, WritingAgents } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Log } from '../../platform/logging/log.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** A provider shows for about 25 seconds that somebody writes; who goes on writing is told of again before that. */
const TYPING_AGAIN_MS = 18_000;
const MOST_TICKETS = 5_000;

/**
 * Tells customers that their message was read and that somebody writes, where the channel can and the owner wants it. A
 * courtesy: what does not arrive is not tried again, and never holds up an answer.
 */
@Injectable()
export class CustomerMarks implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log: Logger;
  /** When the customer of a ticket was last shown that somebody writes. */
  private readonly shown = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly events: EventDispatcher,
    private readonly signals: CustomerSignals,
    private readonly writers: WritingAgents,
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.named('customer-marks');
  }

  onModuleInit(): void {
    // Nobody waits for a provider: other listeners of the same event would.
    this.events.on(ticketRead, 'customer-marks', ({ ticketId }) => this.begin(this.tell(ticketId, 'read')));
    this.writers.onWriting(({ organisationId, ticketId, writing }) => {
      if (writing && this.mayShow(ticketId)) this.begin(inOrganisation(organisationId, () => this.tell(ticketId, 'typing')));
    });
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  /** Everything that was begun has been told, or given up. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private begin(telling: Promise<void>): void {
    this.underWay.add(telling);
    void telling.finally(() => this.underWay.delete(telling));
  }

  private mayShow(ticketId: string): boolean {
    const now = this.clock.now().getTime();
    if (now - (this.shown.get(ticketId) ?? 0) < TYPING_AGAIN_MS) return false;
    const [oldest] = this.shown.keys();
    if (this.shown.size >= MOST_TICKETS && oldest !== undefined) this.shown.delete(oldest);
    this.shown.delete(ticketId);
    this.shown.set(ticketId, now);
    return true;
  }

  private async tell(ticketId: string, what: 'read' | 'typing'): Promise<void> {
    try {
      const newest = await this.signals.newest(ticketId);
      if (!newest || (what === 'read' && newest.told)) return;
      const account = await this.accounts.forAdapter(newest.channelAccountId);
      if (!account) return;
      const adapter = this.registry.get(account.kind);
      if (!adapter.signal || !adapter.capabilities[what === 'read' ? 'readMarks' : 'typing']) return;
      await adapter.signal(account, { what, externalId: newest.externalId });
      await this.signals.markTold(newest.id, this.clock.now());
    } catch (error) {
      this.log.debug({ err: error, ticketId, what }, 'A customer could not be told');
    }
  }
}
