import { Injectable } from '@nestjs/common';
import type { SendMailOptions } from 'nodemailer';
import { SystemMailer } from '../../platform/mail/system-mailer.ts';
import type { ChannelAccountForAdapter, SendResult } from '../core/channel-adapter.ts';
import type { MailServer } from './email-account.ts';
import { smtpFailure } from './smtp-outcome.ts';

/** Only for the words about a failure. */
const SERVER: MailServer = { host: 'The mail server of this installation', port: 0, security: 'tls', user: '', password: '' };

/**
 * Answers of a shop that forwards its mail and has set no server for sending leave by the server of the house, where
 * there is one: from the house's own address, for no other may it use, with the shop's name, and answers go to the shop.
 */
@Injectable()
export class HouseMail {
  constructor(private readonly mailer: SystemMailer) {}

  get isOpen(): boolean {
    return this.mailer.sender !== undefined;
  }

  /** From which it sends; null: it cannot. */
  get address(): string | null {
    return this.mailer.sender ?? null;
  }

  async send(
    account: Pick<ChannelAccountForAdapter, 'address' | 'shopName'>,
    mail: SendMailOptions,
    contentError: () => unknown,
  ): Promise<{ readonly result: SendResult; readonly tooLarge?: boolean | undefined }> {
    const address = this.mailer.sender ?? '';
    const name = typeof mail.from === 'object' && 'name' in mail.from ? mail.from.name : account.shopName;
    const to = mail.envelope?.to;
    try {
      const { messageId } = await this.mailer.pass({
        ...mail,
        from: { name, address },
        replyTo: { name: account.shopName, address: account.address },
        ...(to ? { envelope: { from: address, to } } : {}),
      });
      return { result: { outcome: 'sent', externalId: messageId.replace(/^<|>$/g, '') } };
    } catch (error) {
      const { result, tooLarge } = smtpFailure(contentError() ?? error, SERVER);
      return { result, tooLarge };
    }
  }
}
