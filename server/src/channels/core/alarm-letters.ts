import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Colleagues } from '../../modules/agents/public.ts';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { letter } from '../../platform/mail/letter.ts';
import type { SystemMail } from '../../platform/mail/system-mailer.ts';
import { ChannelAccounts } from './channel-accounts.ts';

/** What an owner is told of an account that needs them, or has not worked for long, in their language. */
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
    if (!account || !owner?.active) return undefined;
    if (account.status !== 'needs_attention') return this.ofLasting(account, owner);
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

  private ofLasting({ id, status, address, lastError, alarmedAt }: ChannelAccount, { email, locale }: Reader): SystemMail | undefined {
    if (status !== 'retrying' || alarmedAt === null) return undefined;
    const link = `${this.config.publicUrl}/settings/channels/${id}`;
    if (locale === 'nl') {
      return letter(
        email,
        `${address} werkt al een tijd niet in Balie`,
        `Balie krijgt al meer dan een uur geen verbinding met ${address}. Balie blijft het proberen, maar misschien moet er iets worden hersteld: een verlopen certificaat, een server die verhuisd is. Nieuwe berichten of antwoorden blijven zolang wachten; er gaat niets verloren. Bekijk het hier:`,
        link,
        `Wat er werd gezegd: ${lastError ?? '-'}`,
      );
    }
    return letter(
      email,
      `${address} has not worked in Balie for a while`,
      `Balie has not been able to use ${address} for more than an hour. It goes on trying, but something may have to be mended: an expired certificate, a server that has moved. New messages or answers wait meanwhile; nothing is lost. Have a look here:`,
      link,
      `What was said: ${lastError ?? '-'}`,
    );
  }
}

type Reader = NonNullable<Awaited<ReturnType<Colleagues['find']>>>;
