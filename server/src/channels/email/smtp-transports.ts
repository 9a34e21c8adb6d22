import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SMTPPoolOptions } from 'nodemailer';
import { Clock } from '../../platform/clock/clock.ts';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import type { MailServer } from './email-account.ts';
import { guardedSocket } from './smtp-socket.ts';

export type SmtpTransport = ReturnType<typeof createPool>;

interface Pool {
  readonly settingsKey: string;
  readonly transport: SmtpTransport;
  unreachable: { readonly reason: string; readonly until: number } | undefined;
}

/** Providers count connections per mailbox; two are plenty for a shop's replies. */
const CONNECTIONS_PER_ACCOUNT = 2;
/** Accounts with an open pool; the one that was not used for longest makes room. */
const MAX_POOLS = 200;
/** Shorter than any server's own patience, so that no mail is handed to a connection the server has just closed. */
const IDLE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 15_000;
/** Longest silence of the server; some scan a mail for viruses before they answer. */
const SILENCE_TIMEOUT_MS = 90_000;
/** A server that could not be reached is left alone for so long: other accounts' mail does not wait for its time-outs. */
const PAUSE_MS = 20_000;

/** Connections to the mail servers of all accounts, kept open for a burst of replies. */
@Injectable()
export class SmtpTransports implements OnApplicationShutdown {
  /** In the order of their last use. */
  private readonly pools = new Map<string, Pool>();

  constructor(
    private readonly clock: Clock,
    private readonly guard: OutboundGuard,
  ) {}

  /** @returns the transport, or why the server is left alone for the moment */
  open(accountId: string, settings: MailServer, heloName: string): SmtpTransport | { readonly pausedBecause: string } {
    const settingsKey = createHash('sha256')
      .update(JSON.stringify([settings, heloName]))
      .digest('hex');
    let pool = this.pools.get(accountId);
    if (pool?.settingsKey !== settingsKey) {
      this.close(accountId);
      pool = { settingsKey, transport: createPool(settings, heloName, this.guard), unreachable: undefined };
    }
    this.pools.delete(accountId);
    this.pools.set(accountId, pool);
    const [oldest] = this.pools.keys();
    if (this.pools.size > MAX_POOLS && oldest !== undefined) this.close(oldest);
    const { unreachable } = pool;
    if (unreachable && unreachable.until > this.clock.now().getTime()) return { pausedBecause: unreachable.reason };
    pool.unreachable = undefined;
    return pool.transport;
  }

  /** Nothing is tried with these settings for a while. */
  pause(accountId: string, reason: string): void {
    const pool = this.pools.get(accountId);
    if (pool) pool.unreachable = { reason, until: this.clock.now().getTime() + PAUSE_MS };
  }

  /** Mail that is on its way is finished; the next one opens new connections. */
  close(accountId: string): void {
    this.pools.get(accountId)?.transport.close();
    this.pools.delete(accountId);
  }

  onApplicationShutdown(): void {
    for (const accountId of [...this.pools.keys()]) this.close(accountId);
  }
}

function createPool(settings: MailServer, heloName: string, guard: OutboundGuard) {
  const options: SMTPPoolOptions & { pool: true } = {
    pool: true,
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    auth: settings.accessToken
      ? { type: 'OAuth2', user: settings.user, accessToken: settings.accessToken }
      : { user: settings.user, pass: settings.password },
    // Not the name of our machine, which is nobody's business.
    name: heloName,
    maxConnections: CONNECTIONS_PER_ACCOUNT,
    // A mail whose connection was lost is composed anew by the next attempt: its attachments may have been read half.
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    getSocket: guardedSocket(guard, CONNECT_TIMEOUT_MS),
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    tls: { minVersion: 'TLSv1.2' },
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  };
  return createTransport(options);
}
