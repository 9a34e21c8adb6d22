import net from 'node:net';
import { ImapFlow, type ListResponse, type MessageStructureObject } from 'imapflow';
import type { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { answered } from './connection-lost.ts';
import type { MailServer } from './email-account.ts';
import { dateOf, type MailHead, summaryOf } from './mail-head.ts';

export interface Inbox {
  /** Its path at the server. */
  readonly folder: string;
  /** Changes when the server has numbered the mails anew. Decimal. */
  readonly uidValidity: string;
  /** The number the next mail will get. */
  readonly uidNext: number;
  readonly exists: number;
}

/** The server refuses a command about mails, not the connection: one of the mails may be broken on its side. */
export class MailNotServed extends Error {}

export const INBOX = 'INBOX';
const SENT_NAMES = new Set(['sent', 'sent items', 'sent mail', 'sent messages', 'verzonden', 'verzonden items', 'verzonden berichten']);
const CONNECT_MS = 10_000;
/** Silence after which the connection is taken for dead. While waiting for news the client asks for a sign of life itself. */
const SILENCE_MS = 60_000;
const IDLE_RENEWAL_MS = 4 * 60_000;
const HEADERS_TOGETHER = 500;
const MAX_LITERAL = 80 * 1024 * 1024;

/** One connection to the inbox of a mailbox, opened for reading only: nothing is ever marked. Of no use once it is closed. */
export class ImapConnection {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  private readonly listeners = new Set<() => void>();
  /** Mail was announced since it was last looked for: servers tell it once, also in the answer to another question. */
  private announced = false;
  private sentPath: string | undefined;

  private constructor(private readonly client: ImapFlow) {
    this.closed = new Promise((resolve) => client.once('close', resolve));
    client.on('exists', ({ count, prevCount }) => {
      if (count <= prevCount) return;
      this.announced = true;
      for (const listener of this.listeners) listener();
    });
  }

  /** Connects and signs in. @throws what `connectionTrouble` explains */
  static async open(server: MailServer, guard: OutboundGuard): Promise<ImapConnection> {
    await guard.resolve(server.host);
    const client = new ImapFlow({
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      ...(server.security === 'tls' ? {} : { doSTARTTLS: server.security === 'starttls' }),
      ...(net.isIP(server.host) ? {} : { servername: server.host }),
      auth: { user: server.user, ...(server.accessToken ? { accessToken: server.accessToken } : { pass: server.password }) },
      // Merged into the options of the connection, with or without TLS: the name is looked up once, and checked.
      tls: { minVersion: 'TLSv1.2', lookup: guard.lookup },
      clientInfo: { name: 'Balie' },
      logger: false,
      disableAutoIdle: true,
      disableCompression: true,
      disableBinary: true,
      maxIdleTime: IDLE_RENEWAL_MS,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      maxLiteralSize: MAX_LITERAL,
      maxLineLength: 8 * 1024 * 1024,
      maxResponseSize: MAX_LITERAL + 8 * 1024 * 1024,
    });
    // At once: an error that nobody listens to ends the process. What it means shows in the command that fails.
    client.on('error', () => undefined);
    const connection = new ImapConnection(client);
    try {
      await client.connect();
    } catch (error) {
      client.close();
      throw error;
    }
    return connection;
  }

  /** Dovecot holds news of an IDLE back for half a second (measured; its NOTIFY_DELAY_MSECS), other servers tell at once. */
  get tellsLate(): boolean {
    return /dovecot/i.test(String(this.client.serverInfo?.['name'] ?? ''));
  }

  get isOpen(): boolean {
    return this.client.usable;
  }

  get isGmail(): boolean {
    return this.client.capabilities.has('X-GM-EXT-1');
  }

  openInbox(): Promise<Inbox> {
    return this.open(INBOX);
  }

  /** What follows is about this folder, until another is opened. */
  async open(folder: string): Promise<Inbox> {
    const { uidValidity, uidNext, exists } = await this.client.mailboxOpen(folder, { readOnly: true });
    return { folder, uidValidity: uidValidity.toString(), uidNext, exists };
  }

  /** Where mail programs put what their owner sent, if the mailbox has such a folder. */
  async sentFolder(): Promise<string | undefined> {
    const folders = await this.folders();
    // By the server's word (SPECIAL-USE) or by a name that imapflow knows.
    const marked = folders.find(({ specialUse, flags }) => specialUse === '\\Sent' && !flags.has('\\Noselect'));
    return (marked ?? folders.find(({ name, flags }) => SENT_NAMES.has(name.toLowerCase()) && !flags.has('\\Noselect')))?.path;
  }

  folders(): Promise<ListResponse[]> {
    return answered(this.client, () => this.client.list());
  }

  /** Of a folder that need not be open; undefined when it is gone. */
  async stateOf(folder: string): Promise<Pick<Inbox, 'uidValidity' | 'uidNext'> | undefined> {
    const state = await answered(this.client, () => this.client.status(folder, { uidNext: true, uidValidity: true }));
    if (!state || state.uidNext === undefined || state.uidValidity === undefined) return undefined;
    return { uidValidity: state.uidValidity.toString(), uidNext: state.uidNext };
  }

  /** Mails with a number from `uid` on, in order. */
  async headsFrom(uid: number): Promise<MailHead[]> {
    this.announced = false;
    const heads = await this.heads(`${uid}:*`);
    // "n:*" names the last mail even when its number is below n.
    return heads.filter((head) => head.uid >= uid);
  }

  async headsOf(uids: readonly number[]): Promise<MailHead[]> {
    return uids.length === 0 ? [] : this.heads(uids.join(','));
  }

  /** Numbers of mails that arrived on this day or later, in order. @param among without those that their owner threw away, or all */
  async uidsSince(day: Date, among: 'kept' | 'all' = 'all'): Promise<number[]> {
    const found = await this.search({ since: day, ...(among === 'kept' ? { deleted: false, draft: false } : {}) });
    if (!found) throw new MailNotServed('The server does not answer a search by date.');
    return found.toSorted((a, b) => a - b);
  }

  /** Contents by number; a mail that was removed meanwhile is not among them. @throws {MailNotServed} */
  async contents(uids: readonly number[], maxBytes: number): Promise<Map<number, Buffer>> {
    const mails = await this.fetch(uids.join(','), { uid: true, source: { maxLength: maxBytes } });
    return new Map(mails.flatMap(({ uid, source }) => (source ? [[uid, source] as const] : [])));
  }

  /** Those of the mails that are in the folder. */
  async presentAmong(uids: readonly number[]): Promise<number[]> {
    return (await this.search({ uid: uids.join(',') })) || [];
  }

  /** The headers alone, of a mail whose contents are too much. */
  async headersOf(uid: number): Promise<Buffer> {
    const [mail] = await this.fetch(String(uid), { uid: true, headers: true });
    return mail?.headers ?? Buffer.alloc(0);
  }

  /** How the mail is built; undefined when it is gone, or the server does not tell. @throws {MailNotServed} */
  async structureOf(uid: number): Promise<MessageStructureObject | undefined> {
    const [mail] = await this.fetch(String(uid), { uid: true, bodyStructure: true });
    return mail?.bodyStructure;
  }

  /** A part of it, as it travels. @param number as the structure gives it @throws {MailNotServed} */
  async part(uid: number, number: string, maxBytes: number): Promise<Buffer | undefined> {
    const [mail] = await this.fetch(String(uid), { uid: true, bodyParts: [{ key: number, maxLength: maxBytes }] });
    return mail?.bodyParts?.get(number);
  }

  /** When the last server on their way took them over, by its own word in the mail; without those that do not say. */
  async takenOverAt(uids: readonly number[]): Promise<Map<number, Date>> {
    const found = new Map<number, Date>();
    for (let start = 0; start < uids.length; start += HEADERS_TOGETHER) {
      const range = uids.slice(start, start + HEADERS_TOGETHER).join(',');
      for (const { uid, headers } of await this.fetch(range, { uid: true, headers: ['received'] })) {
        const date = dateOf(/^received:[^;]*;([^;]*?)(?=\r?\n(?:\S|\r?\n|$)|$)/i.exec(headers?.toString('latin1') ?? '')?.[1]?.trim());
        if (date) found.set(uid, date);
      }
    }
    return found;
  }

  /**
   * Waits until mail arrives that `headsFrom` has not looked for yet, but no longer than this. The server tells by itself
   * (IDLE); where it cannot, or is late, it is asked again and again.
   * @param eagerMs how often to ask; undefined waits quietly
   */
  async waitForNews(maxMs: number, eagerMs: number | undefined, stopping: AbortSignal): Promise<void> {
    let heard: () => void = () => undefined;
    const news = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const timer = setTimeout(heard, maxMs);
    this.listeners.add(heard);
    stopping.addEventListener('abort', heard, { once: true });
    try {
      if (this.announced || stopping.aborted || !this.client.usable) return;
      if (eagerMs === undefined)
        this.client.idle().catch(() => undefined); // Ended by the next command, or by `closed`.
      else void this.ask(eagerMs, news);
      await Promise.race([news, this.closed]);
    } finally {
      heard();
      clearTimeout(timer);
      this.listeners.delete(heard);
      stopping.removeEventListener('abort', heard);
    }
  }

  close(): void {
    this.client.close();
  }

  /**
   * Puts a mail of ours into the folder of sent mail, as read, unless one of this Message-ID is there.
   * The folder is the one the server marks as such, else one of the usual names, else it is made.
   * @param messageId without angle brackets
   */
  async keepInSent(raw: Buffer, messageId: string, sentAt: Date): Promise<void> {
    this.sentPath ??= (await this.sentFolder()) ?? (await this.client.mailboxCreate('Sent')).path;
    const opened = this.client.mailbox && this.client.mailbox.path === this.sentPath;
    // For writing, or the mark "read" would not be taken along.
    if (!opened) await this.client.mailboxOpen(this.sentPath);
    const known = await this.search({ header: { 'message-id': `<${messageId}>` } });
    if (known && known.length > 0) return;
    const answer = await this.client.append(this.sentPath, raw, ['\\Seen'], sentAt);
    if (!answer) throw new MailNotServed('The server does not take mail into the folder of sent mail.');
  }

  private async ask(everyMs: number, news: Promise<void>): Promise<void> {
    let done = false;
    void news.then(() => {
      done = true;
    });
    while (!done && this.client.usable) {
      try {
        await this.client.noop();
      } catch {
        return;
      }
      await Promise.race([news, new Promise((resolve) => setTimeout(resolve, everyMs))]);
    }
  }

  private async heads(range: string): Promise<MailHead[]> {
    try {
      return await this.headsTogether(range);
    } catch (error) {
      if (!(error instanceof MailNotServed)) throw error;
    }
    // One of them is broken at the server: the others are asked for one by one, and that one is known by its number only.
    const uids = (await this.search({ uid: range })) || [];
    const heads: MailHead[] = [];
    for (const uid of uids.toSorted((a, b) => a - b)) {
      heads.push(
        ...(await this.headsTogether(String(uid)).catch((error: unknown) => {
          if (!(error instanceof MailNotServed)) throw error;
          return [{ uid, sizeBytes: 0, arrivedAt: undefined, sentAt: undefined, summary: '' }];
        })),
      );
    }
    return heads;
  }

  private async headsTogether(range: string): Promise<MailHead[]> {
    const mails = await this.fetch(range, { uid: true, size: true, internalDate: true, envelope: true });
    return mails
      .map(({ uid, size, internalDate, envelope }) => ({
        uid,
        sizeBytes: size ?? 0,
        arrivedAt: dateOf(internalDate),
        sentAt: dateOf(envelope?.date),
        summary: summaryOf(envelope?.from?.[0], envelope?.subject),
      }))
      .toSorted((a, b) => a.uid - b.uid);
  }

  private search(query: Parameters<ImapFlow['search']>[0]) {
    return answered(this.client, () => this.client.search(query, { uid: true }));
  }

  private async fetch(range: string, query: Parameters<ImapFlow['fetchAll']>[1]) {
    try {
      return await answered(this.client, () => this.client.fetchAll(range, query, { uid: true }));
    } catch (error) {
      const { responseStatus, responseText } = error as { responseStatus?: string; responseText?: string };
      if (responseStatus === 'NO' || responseStatus === 'BAD') {
        throw new MailNotServed(responseText ?? 'The server refuses to give the mail.', { cause: error });
      }
      throw error;
    }
  }
}
