import { Injectable } from '@nestjs/common';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import { Config } from '../config/config.ts';
import { Log } from '../logging/log.ts';
import { newSystemMailId } from './system-mail-id.ts';

/** Mail of Balie itself: invitations, password resets. */
export interface SystemMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
/** Runs in the scope of the organisation whose mail it is. False when it has no way to send. */
export type MailFallback = (mail: SystemMail) => Promise<boolean>;

const TIMEOUT_MS = 10_000;

/** Nobody's holiday shall answer it (RFC 3834). */
export const AUTOMATIC_MAIL = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** Sends Balie's own mail over BALIE_SMTP_URL, or else over what a channel offers. */
@Injectable()
export class SystemMailer {
  private readonly log: Logger;
  private readonly transport: Transporter | undefined;
  private fallback: MailFallback | undefined;

  constructor(
    private readonly config: Config,
    log: Log,
  ) {
    this.log = log.named('system-mail');
    const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
    this.transport = config.smtpUrl ? createTransport({ url: config.smtpUrl, ...timeouts }) : undefined;
  }

  /** What to send with when BALIE_SMTP_URL is not set. Call it in `onModuleInit`. */
  setFallback(fallback: MailFallback): void {
    this.fallback = fallback;
  }

  /**
   * Call it in the scope of the organisation. Never throws.
   * @returns false when no way to mail is set up, or when it failed (the reason is logged)
   */
  async send(mail: SystemMail): Promise<boolean> {
    try {
      if (!this.transport) return (await this.fallback?.(mail)) ?? false;
      const address = this.ownAddress();
      const messageId = `<${newSystemMailId(address)}>`;
      await this.transport.sendMail({ from: { name: 'Balie', address }, ...mail, messageId, headers: AUTOMATIC_MAIL });
      return true;
    } catch (error) {
      this.log.error({ err: error, subject: mail.subject }, 'Mail of Balie itself could not be sent');
      return false;
    }
  }

  /** The address of mail that it sends for somebody who has no server of their own; undefined when it cannot. */
  get sender(): string | undefined {
    return this.transport && this.ownAddress();
  }

  /** Sends a finished mail as it is. @throws what nodemailer throws */
  async pass(mail: SendMailOptions): Promise<{ readonly messageId: string }> {
    if (!this.transport) throw new Error('BALIE_SMTP_URL is not set');
    return this.transport.sendMail(mail);
  }

  private ownAddress(): string {
    const user = decodeURIComponent(new URL(this.config.smtpUrl ?? '').username);
    return this.config.mailFrom ?? (user.includes('@') ? user : `balie@${new URL(this.config.publicUrl).hostname}`);
  }
}
