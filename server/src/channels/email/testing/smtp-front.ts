import { createTransport } from 'nodemailer';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { deliveryReportMail, type Fate } from './delivery-report-mail.ts';

/** A mail that someone who signed in handed over for sending. */
export interface SubmittedMail {
  readonly user: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

export interface SmtpFront {
  /** Mail of people who signed in, oldest first. */
  readonly submitted: readonly SubmittedMail[];
  /** Puts a mail into the mailbox of each recipient. */
  deliver(from: string, to: readonly string[], raw: string | Buffer): Promise<void>;
  close(): Promise<void>;
}

interface Users {
  passwordOf(address: string): string | undefined;
  /** Present where access tokens count beside passwords. */
  ownerOf?(token: string): string | undefined;
  /** What is reported of mail to this address elsewhere; undefined when nothing is. */
  fateOf(address: string): Fate | undefined;
  /** Is there any mailbox under this domain? */
  isOurDomain(domain: string): boolean;
}

/**
 * The SMTP side of the mail server: whoever signs in may send under their own address; strangers may deliver to the
 * mailboxes here. Mail to other domains is accepted and goes nowhere, or comes
 * back as a report to who sent it; an unknown mailbox here is refused.
 */
export async function startSmtpFront(port: number, lmtpPort: number, users: Users): Promise<SmtpFront> {
  const submitted: SubmittedMail[] = [];
  const lmtp = createTransport({ host: '127.0.0.1', port: lmtpPort, lmtp: true, ignoreTLS: true, pool: true, maxConnections: 4 });
  const deliver = async (from: string, to: readonly string[], raw: string | Buffer) => {
    await lmtp.sendMail({ envelope: { from, to: [...to] }, raw });
  };
  const hasMailbox = (address: string) => users.passwordOf(withoutDetail(address)) !== undefined;

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    authMethods: users.ownerOf ? ['PLAIN', 'LOGIN', 'XOAUTH2'] : ['PLAIN', 'LOGIN'],
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: 60 * 1024 * 1024,
    onAuth: ({ method, username = '', password = '', accessToken = '' }, _session, done) => {
      if (method === 'XOAUTH2') {
        const isOwner = users.ownerOf?.(accessToken)?.toLowerCase() === username.toLowerCase();
        return isOwner ? done(null, { user: username.toLowerCase() }) : done(null, { data: { status: '401', schemes: 'bearer' } });
      }
      if (users.passwordOf(username.toLowerCase()) === password) done(null, { user: username.toLowerCase() });
      else done(refusal(535, '5.7.8 Authentication failed'));
    },
    onMailFrom: ({ address }, session, done) => {
      const user = userOf(session);
      if (user && withoutDetail(address) !== user) done(refusal(553, `5.7.1 Sender address rejected: not owned by user ${user}`));
      else done();
    },
    onRcptTo: ({ address }, session, done) => {
      const ours = users.isOurDomain(domainOf(address));
      if (ours && !hasMailbox(address)) done(refusal(550, `5.1.1 <${address}>: User unknown`));
      else if (!ours && !userOf(session)) done(refusal(554, `5.7.1 <${address}>: Relay access denied`));
      else done();
    },
    onData: (stream, session, done) => {
      const take = async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const raw = Buffer.concat(chunks);
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const here = to.filter(hasMailbox);
        if (here.length > 0) await deliver(from, here, raw);
        const user = userOf(session);
        if (user) submitted.push({ user, from, to, raw });
        for (const address of from === '' ? [] : to) {
          const fate = users.fateOf(address.toLowerCase());
          if (fate) await deliver('', [from], deliveryReportMail({ from, raw }, address, fate));
        }
      };
      take().then(
        () => done(null, '2.0.0 Ok'),
        (error: Error) => done(refusal(451, `4.3.0 ${error.message}`)),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A client that goes away in the middle is no reason to end.
  server.on('error', () => undefined);
  return {
    submitted,
    deliver,
    close: async () => {
      lmtp.close();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

function userOf(session: SMTPServerSession): string | undefined {
  return session.user;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** `info+t_abc@shop.test` is delivered to `info@shop.test`. */
function withoutDetail(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, '@');
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
