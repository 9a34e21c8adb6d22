import fs from 'node:fs';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { Clock } from '../../platform/clock/clock.ts';
import { Config, type SmtpListenerSettings } from '../../platform/config/config.ts';
import { CannotStart } from '../../platform/errors/cannot-start.ts';
import { RateBrake } from '../../platform/http/rate-brake.ts';
import { Log } from '../../platform/logging/log.ts';
import { ForwardedMail } from './forwarded-intake.ts';
import { ForwardingAddresses, type ForwardingTarget } from './forwarding-addresses.ts';
import { MAX_MAIL_BYTES } from './mail-slice.ts';

const MINUTE_MS = 60_000;
/** Per sending machine and minute. A provider that forwards for a busy shop stays far below. */
const MAILS_PER_MINUTE = 300;
const REFUSALS_PER_MINUTE = 30;
const MAX_RECIPIENTS = 20;
const MAX_CLIENTS = 200;
const SILENCE_MS = 60_000;

/**
 * Takes in mail that shops forward to `<token>@` our domain, and nothing else: it sends nothing on, knows no users, and
 * refuses every other recipient. A mail is answered with 250 once it is stored; until then its sender keeps it.
 */
@Injectable()
export class SmtpListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log: Logger;
  private readonly mails: RateBrake;
  /** Who guesses addresses is left waiting. */
  private readonly refusals: RateBrake;
  /** Accepted recipients of a session's present mail. */
  private readonly targets = new WeakMap<SMTPServerSession, Map<string, ForwardingTarget>>();
  private server: SMTPServer | undefined;

  constructor(
    private readonly config: Config,
    private readonly addresses: ForwardingAddresses,
    private readonly forwardedMail: ForwardedMail,
    clock: Clock,
    log: Log,
  ) {
    this.log = log.named('smtp-listener');
    this.mails = new RateBrake(clock, MAILS_PER_MINUTE, MINUTE_MS);
    this.refusals = new RateBrake(clock, REFUSALS_PER_MINUTE, MINUTE_MS);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { smtpListener: settings, role } = this.config;
    if (!settings || role === 'web') return;
    const server = this.createServer(settings);
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(cannotListen(error, settings)));
      server.listen(settings.port, settings.host, resolve);
    });
    // A client that goes away in the middle is no reason to end.
    server.on('error', (error) => this.log.debug({ err: error }, 'A connection of the SMTP listener failed'));
    this.server = server;
    this.log.info({ port: settings.port, domain: settings.domain }, 'Forwarded mail is taken in');
  }

  async beforeApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }

  private createServer({ domain, tls }: SmtpListenerSettings): SMTPServer {
    return new SMTPServer({
      name: domain,
      banner: 'Balie',
      ...(tls ? { cert: fs.readFileSync(tls.certFile), key: fs.readFileSync(tls.keyFile), minVersion: 'TLSv1.2' } : {}),
      authOptional: true,
      disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: MAX_MAIL_BYTES,
      maxClients: MAX_CLIENTS,
      socketTimeout: SILENCE_MS,
      closeTimeout: 5_000,
      logger: false,
      onConnect: ({ remoteAddress }, done) =>
        done(this.refusals.isOver(remoteAddress) ? answer(421, '4.7.0 Too many unknown recipients; try again later') : null),
      onMailFrom: (_from, session, done) => {
        this.targets.set(session, new Map());
        done(this.mails.count(session.remoteAddress) ? null : answer(451, '4.7.1 Too many mails at once; try again later'));
      },
      onRcptTo: ({ address }, session, done) => {
        this.recipient(address, session).then(
          (refusal) => done(refusal),
          (error: unknown) => done(this.outOfOrder(error)),
        );
      },
      onData: (stream, session, done) => {
        this.take(stream, session).then(
          (refusal) => done(refusal, '2.0.0 Stored'),
          (error: unknown) => done(this.outOfOrder(error)),
        );
      },
    });
  }

  private async recipient(address: string, session: SMTPServerSession): Promise<Error | null> {
    const targets = this.targets.get(session);
    if (!targets || targets.size >= MAX_RECIPIENTS) return answer(452, '4.5.3 Too many recipients');
    if (this.refusals.isOver(session.remoteAddress)) return answer(451, '4.7.0 Too many unknown recipients; try again later');
    const target = await this.addresses.find(address);
    if (target) targets.set(target.accountId, target);
    else this.refusals.count(session.remoteAddress);
    return target ? null : answer(550, '5.1.1 No such address here');
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    // Read to its end also when it is too long: the answer comes after it.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes <= MAX_MAIL_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    }
    if (stream.sizeExceeded || bytes > MAX_MAIL_BYTES) return tooLarge(bytes, MAX_MAIL_BYTES);
    const targets = [...(this.targets.get(session)?.values() ?? [])];
    const most = await this.forwardedMail.mostBytes(targets, bytes);
    if (bytes > most) return tooLarge(bytes, most);
    await this.forwardedMail.store(targets, Buffer.concat(chunks));
    return null;
  }

  private outOfOrder(error: unknown): Error {
    this.log.error({ err: error }, 'A forwarded mail could not be stored; its sender keeps it and tries again');
    return answer(451, '4.3.0 Cannot be stored now; try again later');
  }
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: SmtpListenerSettings): Error {
  if (error.code === 'EADDRINUSE') {
    return new CannotStart(`Port ${port} for forwarded mail is in use. Stop what uses it, or set BALIE_SMTP_LISTEN_PORT to another one.`);
  }
  if (error.code === 'EACCES') {
    return new CannotStart(
      `This user may not listen on port ${port} for forwarded mail. Set BALIE_SMTP_LISTEN_PORT to 1024 or higher and lead port ${port} there.`,
    );
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new CannotStart(`${host} is not an address of this machine. Set BALIE_SMTP_LISTEN_HOST to one that is, or to 0.0.0.0.`);
  }
  return error;
}

/** In words that a person who gets it back can act on. */
function tooLarge(bytes: number, most: number): Error {
  const megabytes = (size: number) => Math.floor(size / 1024 / 1024);
  return answer(
    552,
    `5.3.4 This mail is ${megabytes(bytes)} MB, this address takes at most ${megabytes(most)} MB. Send large files as a link`,
  );
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
