import { setTimeout as delay } from 'node:timers/promises';
import { SmtpSink } from '../../src/channels/email/testing/smtp-sink.ts';
import { PASSWORD } from '../house/agents.ts';
import { SHOPS } from '../stories/shops.ts';

const PATIENCE_MS = 60_000;

/** The mail server of the demo: takes every answer, and knows under which id it went out. */
export class PostOffice {
  private readonly answers = new Map<string, string>();
  private seen = 0;

  private constructor(private readonly sink: SmtpSink) {
    for (const { address } of SHOPS) sink.passwords.set(address, PASSWORD);
  }

  static async open(): Promise<PostOffice> {
    return new PostOffice(await SmtpSink.start());
  }

  get port(): number {
    return this.sink.port;
  }

  /** Mail to this address is refused from now on, as if the mailbox were gone. */
  closeMailbox(address: string): void {
    this.sink.unknownRecipients.add(address);
  }

  openMailbox(address: string): void {
    this.sink.unknownRecipients.delete(address);
  }

  /** Message-ID of the latest answer to a customer's mail, once it has gone out. Both without angle brackets. */
  async answerTo(messageId: string): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      this.sort();
      const answer = this.answers.get(messageId);
      if (answer) return answer;
      if (Date.now() > deadline) throw new Error(`No answer to ${messageId} left within a minute`);
      await delay(10);
    }
  }

  async close(): Promise<void> {
    await this.sink.stop();
  }

  private sort(): void {
    for (; this.seen < this.sink.mails.length; this.seen++) {
      const mail = this.sink.mails[this.seen];
      const headers = mail?.raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
      const inReplyTo = /^in-reply-to:\s*<([^>]+)>/im.exec(headers)?.[1];
      if (mail && inReplyTo) this.answers.set(inReplyTo, mail.messageId);
    }
  }
}
