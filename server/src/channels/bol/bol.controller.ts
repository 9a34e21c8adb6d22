import {
  bolMailSettings,
  type ConnectBolRequest,
  connectBolRequest,
  type UpdateBolRequest,
  updateBolRequest,
} from '@balie/shared/contracts/bol-mail.ts';
import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ConnectBol } from './connect-bol.service.ts';
import { TestQuestion } from './test-question.service.ts';

/** What is particular to connecting bol's questions. */
@Controller('channels/bol')
export class BolController {
  constructor(
    private readonly connectBol: ConnectBol,
    private readonly test: TestQuestion,
  ) {}

  @Post('accounts')
  @Requires('channels:manage')
  @Returns(channelAccount)
  connect(@Body({ schema: connectBolRequest }) request: ConnectBolRequest) {
    return this.connectBol.connect(request);
  }

  @Get('accounts/:id')
  @Requires('channels:manage')
  @Returns(bolMailSettings)
  settings(@Param('id', { schema: id }) accountId: string) {
    return this.connectBol.settings(accountId);
  }

  @Patch('accounts/:id')
  @Requires('channels:manage')
  @Returns(bolMailSettings)
  update(@Param('id', { schema: id }) accountId: string, @Body({ schema: updateBolRequest }) changes: UpdateBolRequest) {
    return this.connectBol.update(accountId, changes);
  }

  @Post('accounts/:id/test')
  @Requires('channels:manage')
  @Returns(bolMailSettings, 200)
  sendTest(@Param('id', { schema: id }) accountId: string) {
    return this.test.send(accountId);
  }
}
