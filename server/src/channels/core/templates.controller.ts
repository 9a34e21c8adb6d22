import { id } from '@balie/shared/contracts/common.ts';
import { type MessageTemplates, messageTemplates } from '@balie/shared/contracts/templates.ts';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { TemplateSync } from './template-sync.ts';

/** The texts that the provider of an account has approved. */
@Controller('channel-accounts/:id/templates')
export class TemplatesController {
  constructor(private readonly sync: TemplateSync) {}

  @Get()
  @Requires('tickets:reply')
  @Returns(messageTemplates)
  list(@Param('id', { schema: id }) accountId: string): Promise<MessageTemplates> {
    return this.sync.list(accountId);
  }

  /** Fetches them anew; that it did not work is an answer. */
  @Post('sync')
  @Requires('tickets:reply')
  @Returns(messageTemplates, 200)
  fetch(@Param('id', { schema: id }) accountId: string): Promise<MessageTemplates> {
    return this.sync.now(accountId);
  }
}
