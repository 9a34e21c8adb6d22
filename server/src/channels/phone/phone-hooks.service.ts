import { createHash } from 'node:crypto';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { AccountHealth } from '../core/account-health.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { RawMessages } from '../core/raw-messages.ts';
import type { HookRequest } from './call-event.ts';
import { CALL_SOURCES } from './call-sources.ts';
import { WebhookForged, WebhookTooLarge } from './phone.errors.ts';
import { phoneAccountSecrets, phoneAccountSettings } from './phone-account.ts';

/** A call event has a few hundred bytes. */
const MAX_BYTES = 64 * 1024;

/** Takes in what telephone exchanges tell: checked and stored, and only then acknowledged. Reading it is the intake's. */
@Injectable()
export class PhoneHooks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
    private readonly raw: RawMessages,
    private readonly health: AccountHealth,
    private readonly clock: Clock,
  ) {}

  /** Durable when it resolves. @throws {NotFound | WebhookForged | WebhookTooLarge} */
  async take(token: string, request: HookRequest): Promise<void> {
    const account = await this.accountOf(token);
    if (request.body.byteLength > MAX_BYTES) throw new WebhookTooLarge();
    await inOrganisation(account.organisationId, () => this.store(account.id, request));
  }

  private async accountOf(token: string): Promise<{ readonly id: string; readonly organisationId: string }> {
    const [account] = await this.unitOfWork.system('webhook-reception', (tx) =>
      tx.query<{ id: string; organisationId: string }>(
        `select id, organisation_id as "organisationId" from channel_accounts
          where kind = 'phone' and settings->>'webhookToken' = $1 and removed_at is null and status <> 'paused'`,
        [token],
      ),
    );
    if (!account) throw new NotFound('address');
    return account;
  }

  private async store(accountId: string, request: HookRequest): Promise<void> {
    const account = await this.accounts.forAdapter(accountId);
    if (!account) throw new NotFound('address');
    const { provider } = phoneAccountSettings.parse(account.settings);
    const { secret } = phoneAccountSecrets.parse(account.secrets);
    const { isSigned } = CALL_SOURCES[provider];
    if (isSigned && !(secret !== null && isSigned(request, secret))) {
      this.health.retrying(accountId, 'receive', { code: 'signature_invalid', message: reason('signature-invalid') });
      throw new WebhookForged();
    }
    const { body } = request;
    await this.raw.store(accountId, [
      {
        // Providers give events no ids; what comes twice comes in the same bytes.
        externalKey: createHash('sha256').update(body).digest('hex'),
        contents: body,
        receivedAt: this.clock.now(),
        summary: provider,
        silent: false,
      },
    ]);
    this.health.working(accountId, 'receive');
  }
}
