import {
  type ChannelAccount,
  channelAccount,
  channelCapabilities,
  channelKind,
  updateChannelAccountRequest,
} from '@balie/shared/contracts/channels.ts';
import { id, page } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ChannelAccountChanges } from './channel-account-changes.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import { ChannelRegistry } from './channel-registry.ts';

const channelKinds = z.object({ items: z.array(z.object({ kind: channelKind, capabilities: channelCapabilities })) });

/** The connected accounts, whatever their channel. What is particular to a channel has routes in its own folder. */
@Controller()
export class ChannelAccountsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
    private readonly changes: ChannelAccountChanges,
    private readonly registry: ChannelRegistry,
  ) {}

  @Get('channel-kinds')
  @Requires('channels:read')
  @Returns(channelKinds)
  kinds(): z.infer<typeof channelKinds> {
    return { items: this.registry.all().map(({ kind, capabilities }) => ({ kind, capabilities })) };
  }

  /** All of them: a shop has few. */
  @Get('channel-accounts')
  @Requires('channels:read')
  @Returns(page(channelAccount))
  async list() {
    return { items: await this.unitOfWork.run((tx) => this.accounts.list(tx)), nextCursor: null };
  }

  @Patch('channel-accounts/:id')
  @Requires('channels:manage')
  @Returns(channelAccount)
  update(
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: updateChannelAccountRequest }) changes: z.infer<typeof updateChannelAccountRequest>,
  ): Promise<ChannelAccount> {
    return this.changed(accountId, (tx) => this.changes.update(tx, accountId, changes));
  }

  @Post('channel-accounts/:id/retry')
  @Requires('channels:manage')
  @Returns(channelAccount, 200)
  retry(@Param('id', { schema: id }) accountId: string): Promise<ChannelAccount> {
    return this.changed(accountId, (tx) => this.changes.retry(tx, accountId));
  }

  @Delete('channel-accounts/:id')
  @Requires('channels:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: id }) accountId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.changes.remove(tx, accountId));
  }

  private changed(accountId: string, change: (tx: Tx) => Promise<void>): Promise<ChannelAccount> {
    return this.unitOfWork.run(async (tx) => {
      await change(tx);
      const account = await this.accounts.find(tx, accountId);
      if (!account) throw new NotFound('channel');
      return account;
    });
  }
}
