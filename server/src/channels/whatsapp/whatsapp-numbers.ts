import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { settingsOf } from './whatsapp-account.ts';

/** Meta calls one address for all numbers of an app: whose number a message was sent to, the message itself says. */
@Injectable()
export class WhatsAppNumbers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
  ) {}

  /** @throws {Error} when the number is not connected, in words for people */
  async accountOf(called: ChannelAccountForAdapter, phoneNumberId: string | undefined): Promise<ChannelAccountForAdapter> {
    if (phoneNumberId === undefined || settingsOf(called).phoneNumberId === phoneNumberId) return called;
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ id: string }>(
        `select id from channel_accounts
          where organisation_id = $1 and kind = 'whatsapp' and settings->>'phoneNumberId' = $2 and removed_at is null`,
        [tx.organisationId, phoneNumberId],
      ),
    );
    const account = row && (await this.accounts.forAdapter(row.id));
    if (!account) throw new Error(reason('whatsapp-foreign-number', { number: phoneNumberId }));
    return account;
  }
}
