import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config/config.ts';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { Log } from '../../platform/logging/log.ts';
import { type AccountFault, AccountHealth } from '../core/account-health.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { accessTrouble, refusedToken } from './access-trouble.ts';
import { ConnectionLost } from './connection-lost.ts';
import { connectionTrouble, isRefusedLogin } from './connection-trouble.ts';
import { type EmailAccountSettings, emailAccountSettings, type MailServer } from './email-account.ts';
import { ImapConnection } from './imap-connection.ts';
import { MailAccess } from './mail-access.ts';
import { StoringFailed } from './mail-slice.ts';
import { MailboxArchives } from './mailbox-archives.ts';
import { MailboxHistory } from './mailbox-history.ts';
import { MailboxReader } from './mailbox-reader.ts';
import { MailboxSent } from './mailbox-sent.ts';
import { ReconnectPauses } from './reconnect-pauses.ts';

/** One look at the mailbox, however large, is over by then; otherwise the connection hangs. */
const WATCHDOG_MS = 15 * 60_000;
/**
 * Where the server tells of new mail late, it is asked this often while mail is coming in (a question is a few bytes and
 * costs it next to nothing), and left in peace again when it has been quiet for a minute.
 */
const EAGER_MS = 200;
const EAGER_FOR_MS = 60_000;

/** What colleagues send elsewhere is looked for this often, or as often as the mailbox is polled. */
const SENT_EVERY_MS = 30_000;

/**
 * Watches one mailbox over IMAP for as long as it is told to: connects, brings in what is new, waits for news, and after
 * a failure starts over with a fresh connection and growing pauses. Refused credentials end it: only a person can help.
 */
@Injectable()
export class MailboxPuller {
  private readonly log: Logger;

  constructor(
    private readonly reader: MailboxReader,
    private readonly history: MailboxHistory,
    private readonly archives: MailboxArchives,
    private readonly sent: MailboxSent,
    private readonly health: AccountHealth,
    private readonly guard: OutboundGuard,
    private readonly config: Config,
    private readonly access: MailAccess,
    private readonly pauses: ReconnectPauses,
    log: Log,
  ) {
    this.log = log.named('mailbox');
  }

  async pull(account: ChannelAccountForAdapter, stopping: AbortSignal): Promise<void> {
    const settings = this.settingsOf(account);
    if (!settings) return;
    // Nothing to fetch: its mail is forwarded, and comes in by the listener.
    if (!settings.imap) return this.health.working(account.id, 'receive');
    let failures = 0;
    while (!stopping.aborted) {
      const began = performance.now();
      const trouble = await this.watchOnce(account, stopping);
      if (stopping.aborted || trouble === 'stop') return;
      if (trouble === 'again') continue;
      failures = this.pauses.failures(failures, performance.now() - began);
      await delay(this.pauses.after(failures), undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  /** One connection, and what its end means: try again at once, after a while, or not without a person. */
  private async watchOnce(account: ChannelAccountForAdapter, stopping: AbortSignal): Promise<'again' | 'later' | 'stop'> {
    let server: MailServer | undefined;
    try {
      server = await this.access.imap(account);
      await this.watch(account.id, server, stopping);
      return 'later';
    } catch (error) {
      if (stopping.aborted) return 'stop';
      if (server && isRefusedLogin(error) && (await this.hasNewerToken(account, server))) return 'again';
      const { needsPerson, ...fault } = faultOf(error, server);
      this.log.warn({ err: error, channelAccountId: account.id, fault: fault.code }, 'A mailbox cannot be watched');
      if (!needsPerson) this.health.retrying(account.id, 'receive', fault);
      else this.health.needsAttention(account.id, 'receive', fault);
      return needsPerson ? 'stop' : 'later';
    }
  }

  /** When that cannot be found out, the next attempt will tell: it asks for the token first. */
  private hasNewerToken(account: ChannelAccountForAdapter, server: MailServer): Promise<boolean> {
    return this.access.renewAfterRefusal(account, server).catch(() => server.accessToken !== undefined);
  }

  private settingsOf(account: ChannelAccountForAdapter): EmailAccountSettings | undefined {
    const parsed = emailAccountSettings.safeParse(account.settings);
    if (!parsed.success) {
      this.log.error({ err: parsed.error, channelAccountId: account.id }, 'The stored settings of a mailbox cannot be read');
    }
    return parsed.data;
  }

  /** One connection, from beginning to end. @throws when it ends otherwise than by `stopping` */
  private async watch(channelAccountId: string, server: MailServer, stopping: AbortSignal): Promise<void> {
    const connection = await ImapConnection.open(server, this.guard);
    const close = () => connection.close();
    stopping.addEventListener('abort', close, { once: true });
    try {
      if (stopping.aborted) return;
      await this.read(channelAccountId, connection, stopping);
    } finally {
      stopping.removeEventListener('abort', close);
      connection.close();
    }
  }

  private async read(id: string, connection: ImapConnection, stopping: AbortSignal): Promise<void> {
    const inbox = await connection.openInbox();
    let cursor = await watched(connection, () => this.reader.begin(id, connection, inbox));
    let history = await this.history.begin(id, connection, cursor);
    let eagerUntil = 0;
    let nextLookElsewhere = 0;
    while (!stopping.aborted) {
      const { mails, lagSeconds } = await watched(connection, () =>
        this.reader.catchUp(id, connection, cursor, (lastUid) => {
          cursor = { ...cursor, lastUid };
        }),
      );
      this.health.working(id, 'receive', lagSeconds);
      if (mails > 0) eagerUntil = performance.now() + EAGER_FOR_MS;
      if (performance.now() >= nextLookElsewhere) {
        nextLookElsewhere = performance.now() + Math.min(SENT_EVERY_MS, this.config.mailPollSeconds * 1_000);
        if (await this.lookElsewhere(id, connection, cursor.uidValidity)) nextLookElsewhere = 0;
        continue; // What came meanwhile was announced to nobody.
      }
      if (history) {
        const part = history;
        history = await watched(connection, () => this.history.bring(id, connection, part));
        if (!history) nextLookElsewhere = 0; // The other folders follow, old answers last.
        continue; // New mail goes before the next part.
      }
      await this.wait(connection, eagerUntil - performance.now(), stopping);
    }
  }

  /** Into the other folders. @returns whether there is more to bring from there */
  private lookElsewhere(id: string, connection: ImapConnection, uidValidity: string): Promise<boolean> {
    return watched(connection, async () => {
      const archives = await this.archives.look(id, connection);
      const sent = await this.sent.look(id, connection);
      const hasMore = archives.hasMore || sent.hasMore;
      if (!archives.isAway && !sent.isAway) return hasMore;
      const inbox = await connection.openInbox();
      if (inbox.uidValidity !== uidValidity) throw new ConnectionLost('The mailbox was numbered anew');
      return hasMore;
    });
  }

  private async wait(connection: ImapConnection, eagerForMs: number, stopping: AbortSignal): Promise<void> {
    const pollMs = this.config.mailPollSeconds * 1_000;
    const eager = connection.tellsLate && eagerForMs > 0;
    await connection.waitForNews(eager ? Math.min(pollMs, eagerForMs) : pollMs, eager ? EAGER_MS : undefined, stopping);
    if (!connection.isOpen && !stopping.aborted) throw new ConnectionLost('The mail server ended the connection');
  }
}

function faultOf(error: unknown, server: MailServer | undefined): AccountFault & { readonly needsPerson: boolean } {
  if (error instanceof StoringFailed) {
    const message = 'Mail cannot be stored now: the database or the file storage does not answer.';
    return { code: 'storing_failed', message, needsPerson: false };
  }
  const noAccess = accessTrouble(error);
  if (noAccess) return noAccess;
  if (!server) return { code: 'unknown', message: error instanceof Error ? error.message : 'Unknown', needsPerson: false };
  return { ...(refusedToken(error, server) ?? connectionTrouble(error, server)), needsPerson: isRefusedLogin(error) };
}

/** Ends the connection, and so the work on it, when it takes absurdly long. */
async function watched<T>(connection: ImapConnection, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => connection.close(), WATCHDOG_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
