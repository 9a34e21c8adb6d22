import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import type { SendMailOptions } from 'nodemailer';
import type { OutgoingAttachment, OutgoingMessage } from '../../modules/tickets/public.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import { AccountHealth } from '../core/account-health.ts';
import type { ChannelAccountForAdapter, SendResult } from '../core/channel-adapter.ts';
import { accessTrouble, refusedToken } from './access-trouble.ts';
import { isRefusedLogin } from './connection-trouble.ts';
import { type MailServer, NoMailServer, settingsOf } from './email-account.ts';
import { HouseMail } from './house-mail.ts';
import { lazily } from './lazily.ts';
import { LinkedFiles } from './linked-files.ts';
import { MailAccess } from './mail-access.ts';
import { messageIdFor, mimeMessage, recipientsOf } from './mime-message.ts';
import { supportsPlusAddressing } from './plus-addressing.ts';
import { wantsCopy } from './sent-folder.ts';
import { refusedRecipients, type SmtpFailure, smtpFailure } from './smtp-outcome.ts';
import { SmtpTransports } from './smtp-transports.ts';

/** Sends over the SMTP server of a mailbox. What the server answers is a value; nothing is thrown. */
@Injectable()
export class EmailSender {
  constructor(
    private readonly transports: SmtpTransports,
    private readonly storage: FileStorage,
    private readonly health: AccountHealth,
    private readonly access: MailAccess,
    private readonly linkedFiles: LinkedFiles,
    private readonly house: HouseMail,
  ) {}

  /** The Message-ID, without angle brackets. */
  externalIdFor(account: ChannelAccountForAdapter, message: OutgoingMessage): string {
    return message.externalId ?? messageIdFor(account.address, message);
  }

  async send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const unusable = recipientsOf(message).find((address) => !isAddress(address));
    if (unusable !== undefined) {
      return { outcome: 'rejected', reason: reason('no-mail-address', { address: unusable }) };
    }
    // A relay passes files on, or it does not; it passes no links on for them.
    const fitting = message.bare ? message : await this.linkedFiles.forTooLarge(account.id, message);
    const sending = await this.compose(account, fitting, signal);
    const smaller = sending.tooLarge && !message.bare ? await this.linkedFiles.forAll(account.id, fitting) : undefined;
    const { result } = smaller ? await this.compose(account, smaller, signal) : sending;
    return result.outcome === 'sent' && wantsCopy(account) ? { ...result, wantsCopy: true } : result;
  }

  private async compose(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<Handed> {
    let unreadable: unknown;
    const contentOf = (file: OutgoingAttachment) => {
      const content = lazily(() => this.storage.stream(file.storageKey));
      return content.once('error', (error) => {
        unreadable = error;
      });
    };
    const sender = { ...account, plusAddressing: supportsPlusAddressing(settingsOf(account).imap?.host ?? '') };
    const mail = mimeMessage(sender, { ...message, externalId: this.externalIdFor(account, message) }, contentOf);
    return this.attempt(account, { ...mail, signal }, () => unreadable);
  }

  /** Hands a finished mail over. */
  async hand(account: ChannelAccountForAdapter, mail: SendMailOptions): Promise<SendResult> {
    return (await this.attempt(account, mail, () => undefined)).result;
  }

  /** @param contentError why its contents could not be read, when that is why it failed */
  private async attempt(account: ChannelAccountForAdapter, mail: SendMailOptions, contentError: () => unknown): Promise<Handed> {
    let server: MailServer;
    try {
      server = await this.access.smtp(account);
    } catch (error) {
      if (error instanceof NoMailServer && this.house.isOpen) return this.house.send(account, mail, contentError);
      return { result: this.withoutAccess(account.id, error) };
    }
    const transport = this.transports.open(account.id, server, account.address.slice(account.address.lastIndexOf('@') + 1));
    if ('pausedBecause' in transport) return { result: { outcome: 'retry', reason: transport.pausedBecause } };
    try {
      const { messageId, rejectedErrors } = await transport.sendMail(mail);
      this.health.working(account.id, 'send');
      const warning = refusedRecipients(rejectedErrors);
      return { result: { outcome: 'sent', externalId: messageId.replace(/^<|>$/g, ''), ...(warning ? { warning } : {}) } };
    } catch (error) {
      if (await this.hasNewerToken(account, server, error))
        return { result: { outcome: 'retry', reason: reason('token-renewed'), afterSeconds: 1 } };
      const { result, tooLarge, fault: found } = smtpFailure(contentError() ?? error, server);
      const fault = found && { ...found, ...refusedToken(error, server) };
      if (fault) this.blame(account.id, fault);
      return { result, tooLarge };
    }
  }

  /** When that cannot be found out, the next attempt will tell: it asks for the token first. */
  private async hasNewerToken(account: ChannelAccountForAdapter, server: MailServer, error: unknown): Promise<boolean> {
    if (!isRefusedLogin(error)) return false;
    return this.access.renewAfterRefusal(account, server).catch(() => server.accessToken !== undefined);
  }

  /** @throws what is no word of the provider: the database is away, say */
  private withoutAccess(accountId: string, error: unknown): SendResult {
    if (error instanceof NoMailServer) return { outcome: 'rejected', reason: error.message };
    const trouble = accessTrouble(error);
    if (!trouble) throw error;
    this.blame(accountId, trouble);
    return { outcome: 'retry', reason: trouble.message };
  }

  private blame(accountId: string, { needsPerson, ...fault }: NonNullable<SmtpFailure['fault']>): void {
    this.transports.pause(accountId, fault.message);
    if (needsPerson) this.health.needsAttention(accountId, 'send', fault);
    else this.health.retrying(accountId, 'send', fault);
  }
}

export interface Handed {
  readonly result: SendResult;
  /** The server refused it for its size. */
  readonly tooLarge?: boolean | undefined;
}

/** What can stand in an SMTP command. Whether anyone reads there is the provider's to say. */
function isAddress(address: string): boolean {
  return /^[^\s<>,;:"()[\]\\@]{1,64}@[^\s<>,;:"()\\@]{1,255}$/.test(address);
}
