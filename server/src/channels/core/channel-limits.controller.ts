import {
  type ChannelLimits,
  channelLimits,
  type UpdateChannelLimitsRequest,
  updateChannelLimitsRequest,
} from '@balie/shared/contracts/channel-limits.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { HeldMessages } from '../../modules/tickets/public.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { AccountLimitsStore } from './account-limits.ts';
import { ChannelAccountChanges } from './channel-account-changes.ts';
import { Sendings } from './sendings.ts';

/** What an account may send and take in. */
@Controller('channel-accounts/:id/limits')
export class ChannelLimitsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: AccountLimitsStore,
    private readonly sendings: Sendings,
    private readonly held: HeldMessages,
    private readonly changes: ChannelAccountChanges,
  ) {}

  @Get()
  @Requires('channels:manage')
  @Returns(channelLimits)
  read(@Param('id', { schema: id }) accountId: string): Promise<ChannelLimits> {
    return this.unitOfWork.run((tx) => this.shown(tx, accountId));
  }

  @Patch()
  @Requires('channels:manage')
  @Returns(channelLimits)
  update(
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: updateChannelLimitsRequest }) changes: UpdateChannelLimitsRequest,
  ): Promise<ChannelLimits> {
    return this.unitOfWork.run(async (tx) => {
      await this.store.change(tx, accountId, changes);
      // Wakes what waits: it may leave sooner now, or later.
      await this.changes.tell(tx, accountId);
      return this.shown(tx, accountId);
    });
  }

  private async shown(tx: Tx, accountId: string): Promise<ChannelLimits> {
    const { limits, usual, throttle } = await this.store.of(tx, accountId);
    return {
      ...limits,
      usual: { sending: usual.sending, maxMailBytes: usual.maxMailBytes },
      largeIncoming: usual.largeIncoming,
      used: await this.sendings.used(tx, accountId),
      waiting: await this.held.count(tx, accountId),
      throttled: throttle && { until: throttle.until, reason: throttle.reason },
    };
  }
}
