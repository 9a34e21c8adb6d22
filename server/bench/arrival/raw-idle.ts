import { setImmediate as turn } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';

/** The least any program can do: an IDLE that ends with the new mail fetched. What it needs is the mail server's own time. */
export class RawIdle {
  private waiting = new Map<string, (at: number) => void>();
  private running = true;
  private readonly loop: Promise<void>;

  private constructor(private readonly client: ImapFlow) {
    client.on('error', () => undefined);
    client.on('exists', ({ count }: { count: number }) => void this.fetch(count));
    this.loop = this.idle();
  }

  static async start(port: number, user: string, pass: string): Promise<RawIdle> {
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false });
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    return new RawIdle(client);
  }

  /** Milliseconds since the process began, at which the mail with this subject was read. */
  arrival(subject: string): Promise<number> {
    return new Promise((resolve) => this.waiting.set(subject, resolve));
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.client.logout().catch(() => undefined);
    await this.loop;
  }

  private async idle(): Promise<void> {
    while (this.running && this.client.usable) {
      await this.client.idle().catch(() => undefined);
      // It returns at once while a mail is being fetched; the answer must get its turn.
      await turn();
    }
  }

  private async fetch(sequence: number): Promise<void> {
    const mail = await this.client.fetchOne(String(sequence), { source: true });
    const at = performance.now();
    const subject = mail ? /^Subject: (.*?)\r?$/m.exec(mail.source?.toString() ?? '')?.[1] : undefined;
    if (subject === undefined) return;
    this.waiting.get(subject)?.(at);
    this.waiting.delete(subject);
  }
}
