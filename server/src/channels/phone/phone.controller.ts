import { id } from '@balie/shared/contracts/common.ts';
import {
  type ConnectPhoneRequest,
  connectedPhone,
  connectPhoneRequest,
  phoneSettings,
  type RenewPhoneSecretRequest,
  renewPhoneSecretRequest,
} from '@balie/shared/contracts/phone.ts';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ConnectPhone } from './connect-phone.service.ts';

/** What is particular to connecting a telephone number. */
@Controller('channels/phone/accounts')
export class PhoneController {
  constructor(private readonly phone: ConnectPhone) {}

  @Post()
  @Requires('channels:manage')
  @Returns(connectedPhone)
  connect(@Body({ schema: connectPhoneRequest }) request: ConnectPhoneRequest) {
    return this.phone.connect(request);
  }

  @Get(':id')
  @Requires('channels:manage')
  @Returns(phoneSettings)
  settings(@Param('id', { schema: id }) accountId: string) {
    return this.phone.settings(accountId);
  }

  @Post(':id/secret')
  @Requires('channels:manage')
  @Returns(connectedPhone, 200)
  renew(@Param('id', { schema: id }) accountId: string, @Body({ schema: renewPhoneSecretRequest }) { secret }: RenewPhoneSecretRequest) {
    return this.phone.renewSecret(accountId, secret);
  }
}
