import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { aQuestion, type QuestionParts, rawMail } from './bol-mails.ts';

const REFUSED_FILES = /\.(?:exe|zip|js|bat|html?)$/i;
const MAX_BYTES = 10 * 1024 * 1024;

/** An answer as the customer gets it. */
export interface PassedOn {
  readonly relay: string;
  readonly subject: string;
  readonly text: string;
  readonly mail: Email;
  readonly raw: string;
}

interface Conversation {
  readonly order: string;
  readonly name: string;
}

/**
 * bol's relay as far as it is known: takes mail for customers from the confirmed contact address alone, and none that a
 * machine wrote; makes an address for each order, which ends some day; passes answers on, and customers' words back.
 */
export class FakeBolRelay {
  readonly passedOn: PassedOn[] = [];
  readonly refusals: string[] = [];
  /** By address; those that are not here any more have ended. */
  private readonly conversations = new Map<string, Conversation>();
  private readonly server: SMTPServer;
  private made = 0;

  private constructor(
    readonly port: number,
    /** Confirmed at bol for customer questions. */
    public contactAddress: string,
  ) {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      size: MAX_BYTES * 2,
      closeTimeout: 50,
      logger: false,
      onAuth: (auth, _session, done) => done(null, { user: auth.username ?? '' }),
      onMailFrom: ({ address }, _session, done) =>
        done(this.refusal(!this.isContact(address), 550, '5.7.1 Sender is not a registered contact address')),
      onRcptTo: ({ address }, _session, done) =>
        done(this.refusal(!this.isHere(address), 550, `5.1.1 <${address}> this address has expired`)),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.take(
            Buffer.concat(chunks),
            session.envelope.rcptTo.map(({ address }) => address),
          ).then(
            (refusal) => done(refusal),
            (error: unknown) => done(error as Error),
          );
        });
      },
    });
    this.server.on('error', () => undefined); // Connections that tests cut.
  }

  static async start(contactAddress: string): Promise<FakeBolRelay> {
    for (;;) {
      const relay = new FakeBolRelay(20_000 + Math.floor(Math.random() * 12_000), contactAddress);
      relay.server.listen(relay.port, '127.0.0.1');
      const failure = await once(relay.server.server, 'listening').then(
        () => undefined,
        (error: NodeJS.ErrnoException) => error,
      );
      if (!failure) return relay;
      if (failure.code !== 'EADDRINUSE') throw failure;
    }
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** A customer asks: the mail for the shop, from an address made for this order. */
  ask(question: QuestionParts & { order: string; id?: string }): { raw: Buffer; relay: string } {
    const relay = this.newAddress({ order: question.order, name: question.name ?? 'Jan de Vries' });
    return {
      relay,
      raw: aQuestion({ ...question, to: this.contactAddress, from: `"${question.name ?? 'Jan de Vries'} via bol.com" <${relay}>` }),
    };
  }

  /** The customer answers what was passed on. bol gives the mail ids of its own. @param anew from a new address, as bol does it */
  answer(passedOn: PassedOn, text: string, { anew = false } = {}): { raw: Buffer; relay: string } {
    const conversation = this.conversations.get(passedOn.relay);
    if (!conversation) throw new Error('This conversation has ended');
    const relay = anew ? this.newAddress(conversation) : passedOn.relay;
    const quoted = passedOn.text.split('\n').map((line) => `> ${line}`);
    return {
      relay,
      raw: rawMail({
        from: `"${conversation.name} via bol.com" <${relay}>`,
        to: this.contactAddress,
        subject: `Re: ${passedOn.subject.replace(/^Re: /, '')}`,
        text: `${text}\r\n\r\nOp vr 20 nov 2026 om 11:00 schreef ${this.contactAddress}:\r\n${quoted.join('\r\n')}`,
      }),
    };
  }

  /** The customer cannot be reached by it any more. */
  end(relay: string): void {
    this.conversations.delete(relay);
  }

  private newAddress(conversation: Conversation): string {
    const local = `2${String(++this.made).padStart(4, '2')}abcdefghijklmnopqrstuvwxy`.replace(/[0189]/g, 'z');
    const relay = `${local}${'a'.repeat(this.made % 3)}@klantbericht.bol.com`;
    this.conversations.set(relay, conversation);
    return relay;
  }

  private async take(contents: Buffer, recipients: readonly string[]): Promise<Error | null> {
    const mail = await PostalMime.parse(contents);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
    const automatic =
      (header('auto-submitted') || 'no') !== 'no' ||
      /bulk|junk|auto/.test(header('precedence')) ||
      header('x-auto-response-suppress') !== '';
    const file = mail.attachments.find(({ filename }) => REFUSED_FILES.test(filename ?? ''));
    const refusal =
      this.refusal(!this.isContact(mail.from?.address ?? ''), 550, '5.7.1 From is not a registered contact address') ??
      this.refusal(automatic, 550, '5.7.1 Automatic messages are not passed on') ??
      this.refusal(file !== undefined, 554, `5.6.0 Attachment ${file?.filename} is not allowed`) ??
      this.refusal(contents.length > MAX_BYTES, 552, '5.3.4 Message too large');
    if (refusal) return refusal;
    for (const relay of recipients) {
      this.passedOn.push({ relay, subject: mail.subject ?? '', text: mail.text ?? '', mail, raw: contents.toString('utf8') });
    }
    return null;
  }

  private isContact(address: string): boolean {
    return address.toLowerCase() === this.contactAddress.toLowerCase();
  }

  /** Mail to the mailbox itself is no business of the relay's. */
  private isHere(address: string): boolean {
    return this.conversations.has(address) || this.isContact(address);
  }

  private refusal(applies: boolean, responseCode: number, words: string): Error | null {
    if (!applies) return null;
    this.refusals.push(words);
    return Object.assign(new Error(words), { responseCode });
  }
}
