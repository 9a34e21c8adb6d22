import { randomBytes } from 'node:crypto';
import type { ConnectedPhone, ConnectPhoneRequest, PhoneProvider, PhoneSettings } from '@balie/shared/contracts/phone.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { Webhooks } from '../core/webhooks.ts';
import { CALL_SOURCES } from './call-sources.ts';
import { NoPhoneNumber, PhoneSecretNeeded } from './phone.errors.ts';
import { type PhoneAccountSecrets, type PhoneAccountSettings, phoneAccountSettings } from './phone-account.ts';
import { e164 } from './phone-number.ts';

/** Connects telephone numbers. Nothing can be tried: whether it works is seen when somebody calls. */
@Injectable()
export class ConnectPhone {
  constructor(
    private readonly changes: ChannelAccountChanges,
    private readonly accounts: ChannelAccounts,
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: Webhooks,
  ) {}

  /** @throws {NoPhoneNumber | PhoneSecretNeeded | ChannelAddressTaken | NotFound} */
  async connect({ provider, shopId, name, number, secret }: ConnectPhoneRequest): Promise<ConnectedPhone> {
    const address = e164(number, '+31');
    if (!address) throw new NoPhoneNumber();
    const made = secretFor(provider, secret);
    const settings: PhoneAccountSettings = { provider };
    const secrets: PhoneAccountSecrets = { secret: made };
    const hookToken = Webhooks.newToken();
    const accountId = await this.unitOfWork.run((tx) =>
      this.changes.create(tx, { kind: 'phone', shopId, name, address, settings, secrets, backfill: null, hookToken }),
    );
    return { accountId, secret: shownOnce(provider, made) };
  }

  /** @throws {NotFound} */
  async settings(id: string): Promise<PhoneSettings> {
    const account = await this.stored(id);
    const { provider } = phoneAccountSettings.parse(account.settings);
    const webhookUrl = await this.webhooks.addressOf(id);
    if (webhookUrl === null) throw new NotFound('channel');
    const [lastCall] = await this.unitOfWork.run((tx) =>
      tx.query<{ number: string | null; rangAt: Date }>(
        `select number, rang_at as "rangAt" from calls where organisation_id = $1 and channel_account_id = $2 order by created_at desc limit 1`,
        [tx.organisationId, id],
      ),
    );
    return {
      provider,
      number: account.address,
      webhookUrl,
      signed: CALL_SOURCES[provider].isSigned !== undefined,
      lastCall: lastCall ? { number: lastCall.number, rangAt: lastCall.rangAt.toISOString() } : null,
    };
  }

  /** The old secret is worth nothing from now on. @throws {NotFound | PhoneSecretNeeded} */
  async renewSecret(id: string, given: string | null): Promise<ConnectedPhone> {
    const account = await this.stored(id);
    const { provider } = phoneAccountSettings.parse(account.settings);
    const secret = secretFor(provider, given);
    await this.unitOfWork.run((tx) => this.changes.renewSecrets(tx, id, { secret } satisfies PhoneAccountSecrets));
    return { accountId: id, secret: shownOnce(provider, secret) };
  }

  private async stored(id: string): Promise<ChannelAccountForAdapter> {
    const account = await this.accounts.forAdapter(id);
    if (account?.kind !== 'phone') throw new NotFound('channel');
    return account;
  }
}

function secretFor(provider: PhoneProvider, given: string | null): string | null {
  if (!CALL_SOURCES[provider].isSigned) return null;
  if (provider === 'generic') return randomBytes(32).toString('base64url');
  if (!given) throw new PhoneSecretNeeded();
  return given;
}

/** What the owner gave us they know. */
function shownOnce(provider: PhoneProvider, secret: string | null): string | null {
  return provider === 'generic' ? secret : null;
}
