import { channelAccount } from '@balie/shared/contracts/channels.ts';
import {
  type ConnectChatRequest,
  chatSettings,
  connectChatRequest,
  newChatSecret,
  type UpdateChatRequest,
  updateChatRequest,
} from '@balie/shared/contracts/chat-desk.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ChatSettingsService } from './chat-settings.service.ts';

/** What is particular to setting up a chat. */
@Controller('channels/chat')
export class ChatSettingsController {
  constructor(private readonly service: ChatSettingsService) {}

  @Post('accounts')
  @Requires('channels:manage')
  @Returns(channelAccount)
  connect(@Body({ schema: connectChatRequest }) request: ConnectChatRequest) {
    return this.service.connect(request);
  }

  @Get('accounts/:id')
  @Requires('channels:manage')
  @Returns(chatSettings)
  settings(@Param('id', { schema: id }) accountId: string) {
    return this.service.settings(accountId);
  }

  @Patch('accounts/:id')
  @Requires('channels:manage')
  @Returns(chatSettings)
  update(@Param('id', { schema: id }) accountId: string, @Body({ schema: updateChatRequest }) wanted: UpdateChatRequest) {
    return this.service.update(accountId, wanted);
  }

  @Post('accounts/:id/secret')
  @Requires('channels:manage')
  @Returns(newChatSecret)
  renewSecret(@Param('id', { schema: id }) accountId: string) {
    return this.service.renewSecret(accountId);
  }

  @Delete('accounts/:id/previous-secret')
  @Requires('channels:manage')
  @Returns(chatSettings)
  endPreviousSecret(@Param('id', { schema: id }) accountId: string) {
    return this.service.endPreviousSecret(accountId);
  }
}
