import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Log } from '../../platform/logging/log.ts';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { channelAccountChanged, channelAccountRemoved } from './channel-account.events.ts';
import { ChannelAccounts } from './channel-accounts.ts';

const INTERVAL_MS = 1_000;

/** Shows the consoles how the accounts fare: once per second and account at most, a new status at once. */
@Injectable()
export class ChannelAccountBroadcast implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log: Logger;
  private readonly throttle = new KeyedThrottle(INTERVAL_MS);
  private readonly sending = new Set<Promise<void>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
    log: Log,
  ) {
    this.log = log.named('channels');
  }

  onModuleInit(): void {
    this.events.on(channelAccountChanged, 'channel-account-broadcast', ({ organisationId, channelAccountId }) =>
      this.changed(organisationId, channelAccountId, true),
    );
    this.events.on(channelAccountRemoved, 'channel-account-broadcast', async ({ organisationId, channelAccountId }) => {
      this.realtime.toOrganisation(organisationId, 'channel-account.removed', { id: channelAccountId });
      const carried = await this.unitOfWork.run((tx) => this.accounts.carriedBy(tx, channelAccountId));
      for (const id of carried) this.changed(organisationId, id, true);
    });
  }

  /** @param urgent does not wait for the end of the interval */
  changed(organisationId: string, channelAccountId: string, urgent: boolean): void {
    const send = () => {
      const work = this.send(organisationId, channelAccountId).catch((error: unknown) => {
        this.log.warn({ err: error, channelAccountId }, 'The state of an account could not be shown to the consoles');
      });
      this.sending.add(work);
      void work.finally(() => this.sending.delete(work));
    };
    if (urgent) this.throttle.runNow(channelAccountId, send);
    else this.throttle.run(channelAccountId, send);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.throttle.flush();
    await Promise.all(this.sending);
  }

  private async send(organisationId: string, channelAccountId: string): Promise<void> {
    // Read when it is sent, so that the last event always tells the newest state.
    const accounts = await inOrganisation(organisationId, () =>
      this.unitOfWork.run(async (tx) => {
        const ids = [channelAccountId, ...(await this.accounts.carriedBy(tx, channelAccountId))];
        return Promise.all(ids.map((id) => this.accounts.find(tx, id)));
      }),
    );
    for (const account of accounts) if (account) this.realtime.toOrganisation(organisationId, 'channel-account.changed', { account });
  }
}
