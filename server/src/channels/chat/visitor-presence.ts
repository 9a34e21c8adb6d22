import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { VisitorCards } from './visitor-cards.ts';

/** A sign of life is good for this long: a process that dies takes nobody's presence along for longer. */
const GOOD_FOR_MS = 75_000;
const REPEAT_MS = 30_000;

interface Here {
  readonly organisationId: string;
  sockets: number;
}

/** Who is at a page of a shop now. Each process says it of its own sockets; whoever asks reads it from the database. */
@Injectable()
export class VisitorPresence implements OnModuleInit, BeforeApplicationShutdown {
  private readonly here = new Map<string, Here>();
  private readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cards: VisitorCards,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.named('chat');
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.note([...this.here.keys()], GOOD_FOR_MS), REPEAT_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Resolves when it is written down. */
  async enter(organisationId: string, visitorId: string): Promise<void> {
    const known = this.here.get(visitorId);
    if (known) {
      known.sockets++;
      return;
    }
    this.here.set(visitorId, { organisationId, sockets: 1 });
    await this.note([visitorId], GOOD_FOR_MS);
    await this.tell(organisationId, visitorId);
  }

  async leave(visitorId: string): Promise<void> {
    const known = this.here.get(visitorId);
    if (!known) return;
    known.sockets--;
    if (known.sockets > 0) return;
    this.here.delete(visitorId);
    await this.note([visitorId], 0);
    await this.tell(known.organisationId, visitorId);
  }

  private async note(visitorIds: readonly string[], goodForMs: number): Promise<void> {
    if (visitorIds.length === 0) return;
    const until = new Date(this.clock.now().getTime() + goodForMs);
    await this.unitOfWork
      .system('chat-reception', (tx) =>
        tx.query('update chat_visitors set online_until = $2 where id = any($1::uuid[])', [visitorIds, until]),
      )
      .catch((error: unknown) => this.log.warn({ err: error }, 'Who is in the chat could not be written down'));
  }

  private async tell(organisationId: string, visitorId: string): Promise<void> {
    await inOrganisation(organisationId, () => this.cards.tell(visitorId)).catch((error: unknown) =>
      this.log.warn({ err: error }, 'Agents could not be told of a visitor'),
    );
  }
}
