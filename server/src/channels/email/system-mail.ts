import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { newSystemMailId } from '../../platform/mail/system-mail-id.ts';
import { AUTOMATIC_MAIL, type SystemMail, SystemMailer } from '../../platform/mail/system-mailer.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { Sendings } from '../core/sendings.ts';
import { EmailSender } from './email.sender.ts';

/** Invitations and password resets leave over the organisation's first mailbox that can send, where nothing else is set up. */
@Injectable()
export class MailboxAsSystemMailer implements OnModuleInit {
  constructor(
    private readonly mailer: SystemMailer,
    private readonly accounts: ChannelAccounts,
    private readonly sender: EmailSender,
    private readonly sendings: Sendings,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.mailer.setFallback((mail) => this.send(mail));
  }

  private async send({ to, subject, text, html }: SystemMail): Promise<boolean> {
    const account = await this.firstMailbox();
    if (!account) return false;
    // It counts at the provider, but does not wait: somebody stands before a closed door.
    await this.unitOfWork.run((tx) => this.sendings.count(tx, account.id, 1));
    const result = await this.sender.hand(account, {
      from: { name: account.shopName, address: account.address },
      to: { name: '', address: to },
      subject,
      text,
      html,
      xMailer: false,
      // The provider files it among the sent mail, which the team reads: it must be known there.
      messageId: `<${newSystemMailId(account.address)}>`,
      headers: AUTOMATIC_MAIL,
    });
    if (result.outcome !== 'sent') throw new Error(result.reason);
    return true;
  }

  private async firstMailbox(): Promise<ChannelAccountForAdapter | undefined> {
    const accounts = await this.unitOfWork.run((tx) => this.accounts.list(tx));
    const usable = accounts.filter(({ kind, status }) => kind === 'email' && status !== 'paused' && status !== 'needs_attention');
    const first = usable.find(({ status }) => status === 'connected') ?? usable[0];
    return first && this.accounts.forAdapter(first.id);
  }
}
