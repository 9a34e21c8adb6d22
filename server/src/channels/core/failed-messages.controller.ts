import { id, type PageQuery, pageQuery } from '@balie/shared/contracts/common.ts';
import { failedMessagePage } from '@balie/shared/contracts/failed-messages.ts';
import { allows } from '@balie/shared/domain/permissions.ts';
import { Controller, Delete, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { FileScanner } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { FailedMessages } from './failed-messages.ts';
import { RawContents } from './raw-contents.ts';

/** The screen of failed messages: look, download, try again, delete. */
@Controller('failed-messages')
export class FailedMessagesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly failed: FailedMessages,
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly contents: RawContents,
    private readonly scanner: FileScanner,
  ) {}

  @Get()
  @Requires('failed-messages:read')
  @Returns(failedMessagePage)
  list(@Query({ schema: pageQuery }) query: PageQuery) {
    return this.unitOfWork.run((tx) => this.failed.list(tx, query));
  }

  /** All of them. */
  @Post('retry')
  @Requires('failed-messages:manage')
  @HttpCode(204)
  async retryAll(): Promise<void> {
    await this.unitOfWork.run((tx) => this.failed.retry(tx));
  }

  @Post(':id/retry')
  @Requires('failed-messages:manage')
  @HttpCode(204)
  async retry(@Param('id', { schema: id }) messageId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.failed.retry(tx, messageId));
  }

  /** The message as the provider gave it, always as a download: it is a stranger's file. */
  @Get(':id/raw')
  @Requires('failed-messages:read')
  async raw(@Me() me: Principal, @Param('id', { schema: id }) messageId: string): Promise<StreamableFile> {
    const file = await this.unitOfWork.run((tx) => this.failed.rawFile(tx, messageId));
    await this.scanner.checkRaw(() => this.contents.stream(file), allows(me.role, 'channels:manage'));
    const account = await this.accounts.forAdapter(file.channelAccountId, { evenRemoved: true });
    const { contentType, extension } = account
      ? this.registry.get(account.kind).rawFormat
      : { contentType: 'application/octet-stream', extension: 'bin' };
    return new StreamableFile(await this.contents.stream(file), {
      type: contentType,
      disposition: `attachment; filename="${messageId}.${extension}"`,
    });
  }

  @Delete(':id')
  @Requires('failed-messages:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: id }) messageId: string): Promise<void> {
    const file = await this.unitOfWork.run((tx) => this.failed.remove(tx, messageId));
    await this.contents.forget(file);
  }
}
