import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { currentOrganisationId, inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Log } from '../../platform/logging/log.ts';
import { NewsIds } from './news-ids.ts';
import { messageReceived, notificationsAdded, ticketsChanged } from './ticket.events.ts';
import { TicketNews } from './ticket-news.ts';

const RETRY_MS = 1_000;
/** In a burst, from one read to the next: longer and it would be seen, shorter and a flood of mail would be read piece by piece. */
const REST_MS = 50;
/** Where little happens at a time, as when people chat, nobody waits for a flood that is not there: so long for each piece of news. */
const REST_FOR_EACH_MS = 10;

/**
 * Turns events into live updates. While the rows of one batch are read, the ids of the next are gathered: a burst of
 * changes costs a few queries, a single change waits for nothing.
 */
@Injectable()
export class TicketBroadcaster implements OnModuleInit, OnApplicationShutdown {
  private readonly gathered = new Map<string, NewsIds>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly log: Logger;

  constructor(
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: TicketNews,
    log: Log,
  ) {
    this.log = log.named('broadcast');
  }

  onModuleInit(): void {
    this.events.on(messageReceived, 'ticket-broadcaster', ({ ticketId, messageId, activityIds }) =>
      this.gather({ tickets: [ticketId], messages: [messageId], activities: activityIds, of: ticketId }),
    );
    this.events.on(ticketsChanged, 'ticket-broadcaster', ({ ticketIds, messageIds, activityIds }) =>
      this.gather({ tickets: ticketIds, messages: messageIds, activities: activityIds }),
    );
    this.events.on(notificationsAdded, 'ticket-broadcaster', ({ notificationIds }) => this.gather({ notifications: notificationIds }));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  /** What no event tells of. */
  tell(ids: Parameters<NewsIds['add']>[0]): void {
    this.gather(ids);
  }

  private gather(ids: Parameters<NewsIds['add']>[0]): void {
    const organisationId = currentOrganisationId();
    const gathered = this.gathered.get(organisationId) ?? new NewsIds();
    gathered.add(ids);
    this.gathered.set(organisationId, gathered);
    if (this.running.has(organisationId)) return;
    // Started before it is noted: `drain` runs on to its first wait, and never ends before that.
    this.running.set(organisationId, this.drain(organisationId));
  }

  private async drain(organisationId: string): Promise<void> {
    for (;;) {
      const ids = this.gathered.get(organisationId);
      if (!ids) {
        // In the same breath as the look: what is gathered next starts a drain of its own.
        this.running.delete(organisationId);
        return;
      }
      this.gathered.delete(organisationId);
      try {
        const rows = await inOrganisation(organisationId, () => this.unitOfWork.run((tx) => this.news.load(tx, ids)));
        this.news.tell(organisationId, rows);
        await this.rest(Math.min(REST_MS, REST_FOR_EACH_MS * (ids.messages.size + ids.tickets.size)));
      } catch (error) {
        if (this.stopping.signal.aborted) {
          this.running.delete(organisationId);
          return;
        }
        this.log.error({ err: error }, 'Live updates could not be read; tried again in a second');
        this.gather(ids);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  private rest(milliseconds: number): Promise<unknown> {
    return delay(milliseconds, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
  }
}
