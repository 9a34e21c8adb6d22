import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { ChannelAccountChanges } from '../../src/channels/core/channel-account-changes.ts';
import { ChannelAccounts } from '../../src/channels/core/channel-accounts.ts';
import { Webhooks } from '../../src/channels/core/webhooks.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { DomainError } from '../../src/platform/errors/domain-error.ts';
import { Requires } from '../../src/platform/http/access.ts';
import { NotFound } from '../../src/platform/http/http.errors.ts';
import { Returns } from '../../src/platform/http/returns.ts';
import type { SmsAccountSecrets, SmsAccountSettings } from './sms-account.ts';
import { SmsGateway } from './sms-gateway.ts';

const connectSmsRequest = z.object({
  shopId: id,
  name: z.string().trim().min(1).max(120),
  number: z.string().regex(/^\+\d{7,15}$/),
  gatewayUrl: z.url(),
  apiKey: z.string().min(1).max(200),
  signingKey: z.string().min(1).max(200),
});
/** `webhookUrl`: what the gateway is to be told to call. */
export const connectedSms = z.object({ account: channelAccount, webhookUrl: z.string() });

class SmsConnectionFailed extends DomainError {
  readonly code = 'sms_connection_failed';
  readonly kind = 'invalid';
}

/** What is particular to connecting a number for text messages. */
@Controller('channels/sms/accounts')
export class ConnectSmsController {
  constructor(
    private readonly gateway: SmsGateway,
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ChannelAccountChanges,
    private readonly accounts: ChannelAccounts,
    private readonly webhooks: Webhooks,
  ) {}

  @Post()
  @Requires('channels:manage')
  @Returns(connectedSms)
  async connect(@Body({ schema: connectSmsRequest }) request: z.infer<typeof connectSmsRequest>) {
    const { shopId, name, number, gatewayUrl, apiKey, signingKey } = request;
    const answer = await this.gateway.number(gatewayUrl, apiKey, number);
    if (answer.outcome !== 'done') throw new SmsConnectionFailed(`The SMS gateway does not let us in: ${answer.words}`);
    const settings: SmsAccountSettings = { gatewayUrl };
    const secrets: SmsAccountSecrets = { apiKey, signingKey };
    const made = { kind: 'sms', shopId, name, address: number, settings, secrets, backfill: null, hookToken: Webhooks.newToken() };
    const account = await this.unitOfWork.run(async (tx) => this.accounts.find(tx, await this.changes.create(tx, made)));
    const webhookUrl = account && (await this.webhooks.addressOf(account.id));
    if (!account || !webhookUrl) throw new NotFound('channel');
    return { account, webhookUrl };
  }
}
