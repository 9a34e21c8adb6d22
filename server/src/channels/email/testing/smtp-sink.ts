import { once } from 'node:events';
import type net from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { TEST_CERTIFICATE } from './test-certificate.ts';

export interface SinkMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly user: string | undefined;
  /** It came over TLS. */
  readonly secure: boolean;
}

/** What the sink does with the next mail: take it, refuse it with an answer, or fail as networks do. */
export type SinkBehaviour =
  | { readonly kind: 'accept'; readonly afterMs?: number }
  /** An answer of the given code at the given command. */
  | { readonly kind: 'answer'; readonly at: 'connect' | 'auth' | 'from' | 'rcpt' | 'data'; readonly code: number; readonly text: string }
  /** Cuts the connection after the whole mail was read, before answering: the sender cannot know whether it was taken. */
  | { readonly kind: 'drop' }
  /** Takes the mail, then cuts the connection without saying so. */
  | { readonly kind: 'take-and-drop' }
  /** Never answers the mail. */
  | { readonly kind: 'hang' };

export type SinkSecurity = 'tls' | 'starttls' | 'none';

/** A real SMTP server that keeps what it gets and can be told to misbehave. */
export class SmtpSink {
  readonly mails: SinkMail[] = [];
  /** Users and passwords that may sign in; others are refused with 535. */
  readonly passwords = new Map([['service@shop.nl', 'geheim']]);
  /** Recipients refused with 550, the others of the same mail are accepted. */
  readonly unknownRecipients = new Set<string>();
  connections = 0;
  signInAttempts = 0;
  behaviour: SinkBehaviour = { kind: 'accept' };
  private waiting: { done: () => boolean; resolve: () => void }[] = [];
  private readonly sockets = new Set<net.Socket>();
  private readonly server: SMTPServer;
  private readonly reads = new Set<string>();

  private constructor(
    readonly port: number,
    security: SinkSecurity,
  ) {
    this.server = new SMTPServer({
      ...TEST_CERTIFICATE,
      secure: security === 'tls',
      disabledCommands: security === 'starttls' ? [] : ['STARTTLS'],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      size: 40 * 1024 * 1024,
      closeTimeout: 50,
      logger: false,
      onConnect: (_session, done) => {
        this.connections++;
        done(this.refusalAt('connect'));
      },
      onAuth: (auth, _session, done) => {
        this.signInAttempts++;
        const refusal = this.refusalAt('auth');
        if (refusal) return done(refusal);
        const known = auth.username !== undefined && this.passwords.get(auth.username) === auth.password;
        done(known ? null : refused(535, '5.7.8 Username and password not accepted'), known ? { user: auth.username } : {});
      },
      onMailFrom: (_address, _session, done) => done(this.refusalAt('from')),
      onRcptTo: ({ address }, _session, done) =>
        done(this.unknownRecipients.has(address) ? refused(550, `5.1.1 <${address}> is unknown here`) : this.refusalAt('rcpt')),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => this.onMail(Buffer.concat(chunks), session, done));
      },
    });
    this.server.on('error', () => undefined); // Connections that tests cut.
    // Under TLS these are the sockets below; pulling them away from it crashes Node 24.
    if (security !== 'none') return;
    this.server.server.on('connection', (socket: net.Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** @param port one that was free a moment ago, to come back where an earlier sink was */
  static async start({ port, security = 'none' }: { port?: number; security?: SinkSecurity } = {}): Promise<SmtpSink> {
    for (;;) {
      // Below 32768, where outgoing connections do not take their ports from.
      const sink = new SmtpSink(port ?? 20_000 + Math.floor(Math.random() * 12_000), security);
      sink.server.listen(sink.port, '127.0.0.1');
      const failure = await once(sink.server.server, 'listening').then(
        () => undefined,
        (error: NodeJS.ErrnoException) => error,
      );
      if (!failure) return sink;
      if (failure.code !== 'EADDRINUSE' || port !== undefined) throw failure;
    }
  }

  /** How to reach it, in the shape of an account's settings. */
  get settings(): { host: string; port: number; security: 'none'; user: string; password: string } {
    return { host: '127.0.0.1', port: this.port, security: 'none', user: 'service@shop.nl', password: 'geheim' };
  }

  /** Resolves once so many mails are here; rejects after the deadline. */
  async received(count: number, deadlineMs = 10_000): Promise<readonly SinkMail[]> {
    await this.until(() => this.mails.length >= count, `${count} mails`, deadlineMs);
    return this.mails;
  }

  /** Resolves once a mail with this text was read completely, whether or not it was taken. */
  async hasRead(text: string, deadlineMs = 10_000): Promise<void> {
    await this.until(() => [...this.reads].some((raw) => raw.includes(text)), `a mail with "${text}"`, deadlineMs);
  }

  /** Cuts all connections, as a server does that restarts. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  private async until(done: () => boolean, what: string, deadlineMs: number): Promise<void> {
    if (done()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The sink waited in vain for ${what}; it has ${this.mails.length}`)), deadlineMs);
      this.waiting.push({
        done,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      });
    });
  }

  private onMail(raw: Buffer, session: SMTPServerSession, done: (error?: Error | null, message?: string) => void): void {
    const { behaviour } = this;
    const messageId = /^message-id:\s*<([^>]+)>/im.exec(raw.toString('latin1'))?.[1] ?? '';
    this.reads.add(raw.toString('latin1'));
    const take = () => {
      const { mailFrom, rcptTo } = session.envelope;
      const to = rcptTo.map(({ address }) => address);
      this.mails.push({
        from: mailFrom ? mailFrom.address : '',
        to,
        raw,
        messageId,
        user: session.user as string | undefined,
        secure: session.secure,
      });
    };
    const refusal = this.refusalAt('data');
    if (refusal) done(refusal);
    else if (behaviour.kind === 'drop' || behaviour.kind === 'take-and-drop') {
      if (behaviour.kind === 'take-and-drop') take();
      for (const socket of this.sockets) if (socket.remotePort === session.remotePort) socket.destroy();
    } else if (behaviour.kind === 'accept') {
      const answer = () => {
        take();
        this.tell();
        done(null, 'queued');
      };
      if (behaviour.afterMs) setTimeout(answer, behaviour.afterMs);
      else answer();
    }
    this.tell();
  }

  private tell(): void {
    for (const waiter of this.waiting.filter(({ done }) => done())) waiter.resolve();
    this.waiting = this.waiting.filter(({ done }) => !done());
  }

  private refusalAt(at: 'connect' | 'auth' | 'from' | 'rcpt' | 'data'): Error | null {
    const { behaviour } = this;
    return behaviour.kind === 'answer' && behaviour.at === at ? refused(behaviour.code, behaviour.text) : null;
  }
}

function refused(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
