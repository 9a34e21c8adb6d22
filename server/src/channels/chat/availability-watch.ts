import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { Availability } from './availability.ts';
import { lookOf } from './chat-account.ts';
import { ChatWire } from './chat-wire.ts';

const LOOK_MS = 30_000;

/** Tells visitors when a chat opens or closes, or promises something else. */
@Injectable()
export class AvailabilityWatch implements OnModuleInit, BeforeApplicationShutdown {
  private readonly told = new Map<string, string>();
  private readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
    private readonly availability: Availability,
    private readonly wire: ChatWire,
    log: Log,
  ) {
    this.log = log.named('chat');
  }

  onModuleInit(): void {
    const look = () => this.look().catch((error: unknown) => this.log.warn({ err: error }, 'Opening hours could not be looked at'));
    this.timer = setInterval(() => void look(), LOOK_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Only chats in which somebody of this process is. */
  async look(): Promise<void> {
    const chats = await this.unitOfWork.system('chat-reception', (tx) =>
      tx.query<{ id: string; organisationId: string }>(
        `select id, organisation_id as "organisationId" from channel_accounts where kind = 'chat' and removed_at is null`,
      ),
    );
    for (const { id, organisationId } of chats.filter((chat) => this.wire.isChatHere(chat.id))) {
      await inOrganisation(organisationId, () => this.tell(id));
    }
  }

  private async tell(accountId: string): Promise<void> {
    const account = await this.accounts.forAdapter(accountId);
    if (!account) return;
    const availability = await this.availability.of(accountId, lookOf(account));
    const said = JSON.stringify(availability);
    const before = this.told.get(accountId);
    this.told.set(accountId, said);
    if (before !== undefined && before !== said) this.wire.toChatHere(accountId, 'availability', availability);
  }
}
