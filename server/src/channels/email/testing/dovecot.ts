import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';
import type { Fate } from './delivery-report-mail.ts';
import { type DovecotPlace, dovecotConfig, tokenConfig } from './dovecot-config.ts';
import { type SmtpFront, type SubmittedMail, startSmtpFront } from './smtp-front.ts';

export interface StoredMail {
  readonly uid: number;
  readonly flags: readonly string[];
  readonly raw: Buffer;
}

/** A real mail server on 127.0.0.1, without TLS, for tests, browser journeys and the demo. */
export interface DovecotServer {
  readonly imapPort: number;
  readonly smtpPort: number;
  /** What people who signed in handed over for sending, oldest first. */
  readonly submitted: readonly SubmittedMail[];
  addUser(address: string, password: string): Promise<void>;
  changePassword(address: string, password: string): Promise<void>;
  /** Puts a mail into the inbox, as a delivery from outside would. Resolves once it is there. */
  deliver(to: string, raw: string | Buffer, from?: string): Promise<void>;
  /** From now on mail to this address elsewhere comes back with such a report. */
  setFate(address: string, fate: Fate): void;
  /** Mails of a mailbox, oldest first; reading them marks nothing. */
  mailsOf(address: string, folder?: string): Promise<StoredMail[]>;
  /** Puts a mail into a folder, as the owner's mail program does with what they sent; the folder is made first. */
  append(address: string, folder: string, raw: string, flags?: readonly string[]): Promise<void>;
  /** Gives the mailbox a new UIDVALIDITY, as a restored or rebuilt mailbox has: same mails, new numbers. */
  renumber(address: string): Promise<void>;
  /** How often someone tried to sign in to this mailbox over IMAP. */
  signIns(address: string): Promise<number>;
  /** Open IMAP connections of this mailbox. */
  connections(address: string): Promise<number>;
  /** All connections are cut. `whileDown` runs between stop and start. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Who knows whom an access token belongs to: a sign-in provider. */
export interface TokenJudge {
  readonly introspectUrl: string;
  /** Undefined for a token that is unknown, expired or revoked. */
  ownerOf(token: string): string | undefined;
}

/** @throws {Error} when Dovecot is not installed (Debian: `dovecot-imapd` and `dovecot-lmtpd`) or does not start */
export async function startDovecot({ tokens }: { tokens?: TokenJudge } = {}): Promise<DovecotServer> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'dc-'));
  await fs.chmod(dir, 0o755);
  const place: DovecotPlace = { dir, imapPort: await freePort(), lmtpPort: await freePort(), introspectUrl: tokens?.introspectUrl };
  const smtpPort = await freePort();
  await fs.mkdir(path.join(dir, 'mail'), { mode: 0o777 });
  await fs.chmod(path.join(dir, 'mail'), 0o777);
  await fs.writeFile(path.join(dir, 'dovecot.conf'), dovecotConfig(place));
  if (tokens) await fs.writeFile(path.join(dir, 'oauth2.conf'), tokenConfig(tokens.introspectUrl));

  const passwords = new Map<string, string>();
  const fates = new Map<string, Fate>();
  await fs.mkdir(path.join(dir, 'users'));
  const setPassword = async (address: string, password: string) => {
    passwords.set(address.toLowerCase(), password);
    await writePassword(dir, address.toLowerCase(), password);
  };

  let running = await launch(place);
  const smtp = await startSmtpFront(smtpPort, place.lmtpPort, {
    passwordOf: (address) => passwords.get(address),
    ...(tokens ? { ownerOf: (token: string) => tokens.ownerOf(token) } : {}),
    fateOf: (address) => fates.get(address),
    isOurDomain: (domain) => [...passwords.keys()].some((address) => address.endsWith(`@${domain}`)),
  });
  return {
    imapPort: place.imapPort,
    smtpPort,
    submitted: smtp.submitted,
    addUser: setPassword,
    changePassword: setPassword,
    setFate: (address, fate) => fates.set(address.toLowerCase(), fate),
    deliver: (to, raw, from = 'klant@elders.test') => smtp.deliver(from, [to], raw),
    mailsOf: (address, folder = 'INBOX') => readMails(place.imapPort, address, passwords.get(address.toLowerCase()) ?? '', folder),
    append: (address, folder, raw, flags = ['\\Seen']) =>
      appendMail(
        place.imapPort,
        address,
        passwords.get(address.toLowerCase()) ?? '',
        (client) => client.append(folder, raw, [...flags]),
        folder,
      ),
    renumber: async (address) => {
      await end(running);
      await forgetNumbers(path.join(dir, 'mail', address.toLowerCase()));
      running = await launch(place);
    },
    signIns: async (address) => {
      const log = await fs.readFile(path.join(dir, 'dovecot.log'), 'utf8');
      return log.split('\n').filter((line) => line.includes('imap-login: ') && line.includes(`user=<${address.toLowerCase()}>`)).length;
    },
    connections: async (address) => {
      const { stdout } = await promisify(execFile)('doveadm', ['-c', path.join(dir, 'dovecot.conf'), 'who', '-1', address.toLowerCase()]);
      return stdout.split('\n').filter((line) => /\simap\s/.test(line)).length;
    },
    restart: async (whileDown) => {
      await end(running);
      await whileDown?.();
      running = await launch(place);
    },
    stop: () => stopAll(smtp, running, dir),
  };
}

/** Resolves once Dovecot knows it: it looks for changes of such a file once a second, and notices them by its size and second. */
async function writePassword(dir: string, address: string, password: string): Promise<void> {
  const file = path.join(dir, 'users', address);
  const before = await fs.stat(file).catch(() => undefined);
  await fs.writeFile(`${file}.new`, `${address}:{PLAIN}${password}\n`, { mode: 0o644 });
  if (before) await fs.utimes(`${file}.new`, before.atime, new Date(before.mtime.getTime() + 1_000));
  // Renamed into place: Dovecot never reads half a file.
  await fs.rename(`${file}.new`, file);
  const deadline = Date.now() + 10_000;
  while (!(await letsIn(dir, address, password))) {
    if (Date.now() > deadline) throw new Error(`Dovecot does not let ${address} in after 10 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function letsIn(dir: string, address: string, password: string): Promise<boolean> {
  const ask = promisify(execFile)('doveadm', ['-c', path.join(dir, 'dovecot.conf'), 'auth', 'test', address, password]);
  return ask.then(
    () => true,
    () => false,
  );
}

async function stopAll(smtp: SmtpFront, running: ChildProcess, dir: string): Promise<void> {
  await smtp.close();
  await end(running);
  await fs.rm(dir, { recursive: true, force: true });
}

async function launch(place: DovecotPlace): Promise<ChildProcess> {
  const child = spawn('dovecot', ['-F', '-c', path.join(place.dir, 'dovecot.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A process group of its own, so that its children can be ended with it.
    detached: true,
  });
  let failure: string | undefined;
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code) => {
    failure ??= `it ended with code ${code}: ${said}`;
  });
  const killWithUs = () => endGroup(child);
  process.once('exit', killWithUs);
  child.once('exit', () => process.off('exit', killWithUs));
  const deadline = Date.now() + 15_000;
  while (!((await greets(place.imapPort)) && (await greets(place.lmtpPort)))) {
    if (failure) throw new Error(`Dovecot does not start (apt-get install dovecot-imapd dovecot-lmtpd): ${failure}`);
    if (Date.now() > deadline) throw new Error(`Dovecot is not ready after 15 s: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  // Sessions outlive their master for a while.
  endGroup(child);
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

/** A server that is ready speaks first. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const answer = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(2_000, () => answer(false));
    socket.once('data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('close', () => resolve(false));
  });
}

async function readMails(port: number, user: string, pass: string, folder: string): Promise<StoredMail[]> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const box = await client.mailboxOpen(folder, { readOnly: true });
    if (box.exists === 0) return [];
    const mails = await client.fetchAll('1:*', { uid: true, flags: true, source: true });
    return mails.map((mail) => ({ uid: mail.uid, flags: [...(mail.flags ?? [])], raw: mail.source ?? Buffer.alloc(0) }));
  } finally {
    await client.logout();
  }
}

async function appendMail(
  port: number,
  user: string,
  pass: string,
  append: (client: ImapFlow) => Promise<unknown>,
  folder: string,
): Promise<void> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.mailboxCreate(folder); // Answers calmly when it is there.
    await append(client);
  } finally {
    await client.logout();
  }
}

async function forgetNumbers(maildir: string): Promise<void> {
  // Folders other than the inbox lie beside its files, with a dot before their name.
  const folders = (await fs.readdir(maildir, { withFileTypes: true })).filter((entry) => entry.isDirectory() && entry.name.startsWith('.'));
  for (const folder of [maildir, ...folders.map(({ name }) => path.join(maildir, name))]) {
    const files = await fs.readdir(folder);
    await Promise.all(files.filter((file) => file.startsWith('dovecot')).map((file) => fs.rm(path.join(folder, file))));
  }
}

/** Nothing listens yet on what was given out before. */
const given = new Set<number>();

/** Below 32768, where outgoing connections do not take their ports from; never the same twice. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (given.has(port)) continue;
    given.add(port);
    const free = await new Promise<boolean>((resolve) => {
      const probe = net.createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
