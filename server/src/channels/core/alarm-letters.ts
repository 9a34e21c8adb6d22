import { Injectable } from '@nestjs/common';
import { Colleagues } from '../../modules/agents/public.ts';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { letter } from '../../platform/mail/letter.ts';
import type { SystemMail } from '../../platform/mail/system-mailer.ts';
import { ChannelAccounts } from './channel-accounts.ts';

/** What an owner is told of an account that needs them, in their language. */
@Injectable()
export class AlarmLetters {
  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly colleagues: Colleagues,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  /** Undefined when there is nothing to tell any more: mended, removed, or the owner is gone. */
  async write(channelAccountId: string, agentId: string): Promise<SystemMail | undefined> {
    const { account, owner } = await this.unitOfWork.run(async (tx) => ({
      account: await this.accounts.find(tx, channelAccountId),
      owner: await this.colleagues.find(tx, agentId),
    }));
    if (account?.status !== 'needs_attention' || !owner?.active) return undefined;
    const link = `${this.config.publicUrl}/settings/channels/${account.id}`;
    const { address, lastError } = account;
    if (owner.locale === 'nl') {
      return letter(
        owner.email,
        `${address} werkt niet meer in Balie`,
        `Balie komt niet meer in ${address} en probeert het niet meer, tot jij het herstelt. Nieuwe berichten en antwoorden blijven zolang wachten; er gaat niets verloren. Herstel het hier:`,
        link,
        `Wat er werd gezegd: ${lastError ?? '-'}`,
      );
    }
    return letter(
      owner.email,
      `${address} no longer works in Balie`,
      `Balie cannot get into ${address} any more and has stopped trying until you mend it. New messages and answers wait meanwhile; nothing is lost. Mend it here:`,
      link,
      `What was said: ${lastError ?? '-'}`,
    );
  }
}
