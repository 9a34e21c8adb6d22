import { randomBytes } from 'node:crypto';
import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { ChatLook, ChatSettings, ConnectChatRequest, NewChatSecret, UpdateChatRequest } from '@balie/shared/contracts/chat-desk.ts';
import { Injectable } from '@nestjs/common';
import { IANAZone } from 'luxon';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { Webhooks } from '../core/webhooks.ts';
import { type ChatSecrets, lookOf, NO_SECRETS, secretsOf } from './chat-account.ts';
import { mailAccountOf } from './mail-account.ts';

/** The secret before the new one goes on working for so long, so that a shop changes over at its ease. */
const OVERLAP_MS = 7 * 86_400_000;

class TimeZoneUnknown extends DomainError {
  readonly code = 'time_zone_unknown';
  readonly kind = 'invalid';
  constructor(timeZone: string) {
    super(`"${timeZone}" is no time zone. Choose one such as Europe/Amsterdam.`);
  }
}

/** Sets up the chat of a shop. */
@Injectable()
export class ChatSettingsService {
  constructor(
    private readonly changes: ChannelAccountChanges,
    private readonly accounts: ChannelAccounts,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | ChannelAddressTaken | TimeZoneUnknown} */
  connect({ shopId, name, look }: ConnectChatRequest): Promise<ChannelAccount> {
    checkZone(look);
    return this.unitOfWork.run(async (tx) => {
      const id = await this.changes.create(tx, {
        kind: 'chat',
        shopId,
        name,
        address: look.domains[0] ?? '',
        settings: look,
        secrets: NO_SECRETS,
        backfill: null,
        hookToken: Webhooks.newToken(),
      });
      await tx.query('update channel_accounts set undo_seconds = 0 where organisation_id = $1 and id = $2', [tx.organisationId, id]);
      const account = await this.accounts.find(tx, id);
      if (!account) throw new NotFound('channel');
      return account;
    });
  }

  /** @throws {NotFound} */
  async settings(id: string): Promise<ChatSettings> {
    const account = await this.stored(id);
    return this.unitOfWork.run(async (tx) => {
      const [row] = await tx.query<{ key: string; seen: boolean }>(
        'select hook_token as key, hook_called_at is not null as seen from channel_accounts where organisation_id = $1 and id = $2',
        [tx.organisationId, id],
      );
      const { current, previous } = secretsOf(account);
      const key = row?.key ?? '';
      return {
        key,
        snippet: `<script async src="${this.config.publicUrl}/widget.js" data-key="${key}"></script>`,
        look: lookOf(account),
        seen: row?.seen ?? false,
        mailWorks: mailAccountOf(await this.accounts.list(tx), account.shopId) !== undefined,
        identity: {
          createdAt: current?.createdAt ?? null,
          previousUntil: previous && new Date(previous.until) > this.clock.now() ? previous.until : null,
        },
      };
    });
  }

  /** @throws {NotFound | TimeZoneUnknown} */
  async update(id: string, wanted: UpdateChatRequest): Promise<ChatSettings> {
    const look: ChatLook = { ...lookOf(await this.stored(id)), ...given(wanted) };
    checkZone(look);
    await this.unitOfWork.run((tx) => this.changes.setSettings(tx, id, look));
    return this.settings(id);
  }

  /** A new secret; the one before works for a week more. @throws {NotFound} */
  async renewSecret(id: string): Promise<NewChatSecret> {
    const secret = randomBytes(32).toString('hex');
    const now = this.clock.now();
    await this.change(id, ({ current }) => ({
      current: { secret, createdAt: now.toISOString() },
      previous: current && { secret: current.secret, until: new Date(now.getTime() + OVERLAP_MS).toISOString() },
    }));
    return { secret, settings: await this.settings(id) };
  }

  /** The secret before is worth nothing from now on. @throws {NotFound} */
  async endPreviousSecret(id: string): Promise<ChatSettings> {
    await this.change(id, ({ current }) => ({ current, previous: null }));
    return this.settings(id);
  }

  /** Who changes secrets at the same time waits: none is lost. */
  private async change(id: string, change: (secrets: ChatSecrets) => ChatSecrets): Promise<void> {
    await this.stored(id);
    await this.unitOfWork.run(async (tx) => {
      await this.lock(tx, id);
      const secrets = secretsOf({ secrets: await this.accounts.secrets(tx, id) });
      await this.changes.renewSecrets(tx, id, change(secrets));
    });
  }

  private async lock(tx: Tx, id: string): Promise<void> {
    await tx.query('select 1 from channel_accounts where organisation_id = $1 and id = $2 for update', [tx.organisationId, id]);
  }

  private async stored(id: string) {
    const account = await this.accounts.forAdapter(id);
    if (account?.kind !== 'chat') throw new NotFound('channel');
    return account;
  }
}

function checkZone({ hours }: Pick<ChatLook, 'hours'>): void {
  if (!IANAZone.isValidZone(hours.timeZone)) throw new TimeZoneUnknown(hours.timeZone);
}

/** What is absent stays. */
function given(wanted: UpdateChatRequest): Partial<ChatLook> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
