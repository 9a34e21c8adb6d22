import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { OutgoingAttachment, OutgoingMessage } from '../../modules/tickets/public.ts';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { type EmailAccountSettings, settingsOf } from './email-account.ts';
import { ImapConnection } from './imap-connection.ts';
import { lazily } from './lazily.ts';
import { MailAccess } from './mail-access.ts';
import { messageIdFor, mimeMessage } from './mime-message.ts';
import { supportsPlusAddressing } from './plus-addressing.ts';

/** Providers whose SMTP server puts what it sends into the folder itself. A second copy would stand beside theirs. */
const KEEP_THEMSELVES = /(?:^|\.)(?:gmail\.com|googlemail\.com|office365\.com|outlook\.com)$/i;

/** Does this account want a copy from us? What its owner chose, otherwise what its provider needs. */
export function wantsCopy(account: ChannelAccountForAdapter): boolean {
  return copiesToSent(settingsOf(account));
}

/** Its provider puts what it sends into the folder itself. */
export function providerKeepsCopies({ smtp }: Pick<EmailAccountSettings, 'smtp'>): boolean {
  return smtp !== null && KEEP_THEMSELVES.test(smtp.host);
}

export function copiesToSent({ copyToSent, imap, smtp }: EmailAccountSettings): boolean {
  // Without a mailbox that we may open there is no folder.
  return imap !== null && smtp !== null && (copyToSent ?? !KEEP_THEMSELVES.test(smtp.host));
}

/** The folder of sent mail in a mailbox: a colleague who looks there finds what left through Balie. */
@Injectable()
export class SentFolder {
  constructor(
    private readonly storage: FileStorage,
    private readonly guard: OutboundGuard,
    private readonly access: MailAccess,
  ) {}

  /**
   * Each message once, with the Message-ID and the bytes that were sent; one that is there already is left alone.
   * @param kept called for each that is in the folder now
   */
  async keep(
    account: ChannelAccountForAdapter,
    messages: readonly OutgoingMessage[],
    kept: (messageId: string) => Promise<void>,
  ): Promise<void> {
    const connection = await ImapConnection.open(await this.access.imap(account), this.guard);
    try {
      for (const message of messages) {
        const messageId = message.externalId ?? messageIdFor(account.address, message);
        const raw = await this.composed(account, { ...message, externalId: messageId });
        await connection.keepInSent(raw, messageId, message.createdAt);
        await kept(message.id);
      }
    } finally {
      connection.close();
    }
  }

  /** The mail anew: the same message gives the same bytes. */
  private async composed(account: ChannelAccountForAdapter, message: OutgoingMessage): Promise<Buffer> {
    const sender = { ...account, plusAddressing: supportsPlusAddressing(settingsOf(account).imap?.host ?? '') };
    const contentOf = (file: OutgoingAttachment): Readable => lazily(() => this.storage.stream(file.storageKey));
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { message: raw } = await transport.sendMail(mimeMessage(sender, message, contentOf));
    if (!Buffer.isBuffer(raw)) throw new Error('The mail was not composed');
    return raw;
  }
}
