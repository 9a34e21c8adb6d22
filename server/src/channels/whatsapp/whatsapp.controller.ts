import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { id } from '@balie/shared/contracts/common.ts';
import {
  type ConnectWhatsAppRequest,
  connectWhatsAppRequest,
  type UpdateWhatsAppRequest,
  updateWhatsAppRequest,
  type WhatsAppConnection,
  whatsAppConnection,
  whatsAppSettings,
  whatsAppTestResult,
} from '@balie/shared/contracts/whatsapp.ts';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ConnectWhatsApp } from './connect-whatsapp.service.ts';
import { TestWhatsApp } from './test-whatsapp.ts';

/** What is particular to connecting a WhatsApp number. */
@Controller('channels/whatsapp')
export class WhatsAppController {
  constructor(
    private readonly test: TestWhatsApp,
    private readonly connectWhatsApp: ConnectWhatsApp,
  ) {}

  /** A failed test is an answer, not an error. */
  @Post('test')
  @Requires('channels:manage')
  @Returns(whatsAppTestResult, 200)
  tryOut(@Body({ schema: whatsAppConnection }) connection: WhatsAppConnection) {
    return this.test.execute(connection);
  }

  @Post('numbers')
  @Requires('channels:manage')
  @Returns(channelAccount)
  connect(@Body({ schema: connectWhatsAppRequest }) request: ConnectWhatsAppRequest) {
    return this.connectWhatsApp.connect(request);
  }

  @Get('numbers/:id')
  @Requires('channels:manage')
  @Returns(whatsAppSettings)
  settings(@Param('id', { schema: id }) accountId: string) {
    return this.connectWhatsApp.settings(accountId);
  }

  @Patch('numbers/:id')
  @Requires('channels:manage')
  @Returns(channelAccount)
  update(@Param('id', { schema: id }) accountId: string, @Body({ schema: updateWhatsAppRequest }) wanted: UpdateWhatsAppRequest) {
    return this.connectWhatsApp.update(accountId, wanted);
  }
}
