import type { EmailTestResult } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { type ConnectionTrouble, connectionTrouble } from './connection-trouble.ts';
import type { MailServer } from './email-account.ts';
import { ImapConnection, type Inbox } from './imap-connection.ts';
import { checkSmtp, SenderRefused } from './smtp-check.ts';

type Step = EmailTestResult['steps'][number];
/** Both servers of a mailbox, with what to sign in with. */
export interface MailServers {
  readonly address: string;
  readonly imap: MailServer;
  readonly smtp: MailServer;
}
export interface TestedConnection {
  readonly result: EmailTestResult;
  /** Where reading would begin; undefined when the inbox could not be opened. */
  readonly inbox: Inbox | undefined;
  /** The largest mail that its server sends, in bytes, if it says so. */
  readonly maxBytes: number | undefined;
}

export interface TestedSending {
  readonly step: Step;
  readonly maxBytes: number | undefined;
}

const STEP_MS = 10_000;

/** Tries the settings of a mailbox for real: signs in at both servers, opens the inbox, and asks whether it may send. */
@Injectable()
export class TestConnection {
  constructor(
    private readonly guard: OutboundGuard,
    private readonly config: Config,
  ) {}

  async execute({ address, imap, smtp }: MailServers): Promise<TestedConnection> {
    const [receiving, sending] = await Promise.all([this.testImap(imap), this.testSmtp(smtp, address)]);
    const steps = [receiving.step, sending.step];
    return {
      result: { ok: steps.every(({ ok }) => ok), steps, messageCount: receiving.inbox?.exists ?? null },
      inbox: receiving.inbox,
      maxBytes: sending.maxBytes,
    };
  }

  /** Only whether it may send, for an address whose mail is forwarded. */
  sending(server: MailServer, address: string): Promise<TestedSending> {
    return this.testSmtp(server, address);
  }

  private async testImap(server: MailServer): Promise<{ step: Step; inbox: Inbox | undefined }> {
    const refused = this.withoutEncryption(server);
    if (refused) return { step: failed('imap', refused), inbox: undefined };
    let connection: ImapConnection | undefined;
    try {
      connection = await within(ImapConnection.open(server, this.guard), STEP_MS);
    } catch (error) {
      return { step: failed('imap', connectionTrouble(error, server)), inbox: undefined };
    }
    try {
      return { step: passed('imap'), inbox: await within(connection.openInbox(), STEP_MS) };
    } catch (error) {
      const { message } = connectionTrouble(error, server);
      return {
        step: failed('imap', { code: 'no_inbox', message: `Signing in works, but the inbox cannot be opened. ${message}` }),
        inbox: undefined,
      };
    } finally {
      connection.close();
    }
  }

  private async testSmtp(server: MailServer, from: string): Promise<TestedSending> {
    const refused = this.withoutEncryption(server);
    if (refused) return { step: failed('smtp', refused), maxBytes: undefined };
    try {
      const maxBytes = await within(checkSmtp(server, from, this.guard, STEP_MS), 3 * STEP_MS);
      return { step: passed('smtp'), maxBytes };
    } catch (error) {
      return { step: failed('smtp', smtpTrouble(error, server)), maxBytes: undefined };
    }
  }

  private withoutEncryption({ security }: MailServer): ConnectionTrouble | undefined {
    if (security !== 'none' || this.config.allowPrivateHosts) return undefined;
    return {
      code: 'tls_failed',
      message: 'A connection without TLS would send the password readable for everyone. Choose TLS or STARTTLS.',
    };
  }
}

function smtpTrouble(error: unknown, server: MailServer): ConnectionTrouble {
  if (!(error instanceof SenderRefused)) return connectionTrouble(error, server);
  return { code: 'sender_refused', message: `${server.host} signs you in, but does not send mail from this address. (${error.message})` };
}

const passed = (step: Step['step']): Step => ({ step, ok: true, code: null, detail: null });
const failed = (step: Step['step'], { code, message }: ConnectionTrouble): Step => ({ step, ok: false, code, detail: message });

class TookTooLong extends Error {
  readonly code = 'ETIMEDOUT';
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong('The server takes too long to answer')), milliseconds);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
