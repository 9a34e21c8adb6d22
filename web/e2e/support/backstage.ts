import { AskedProcess } from './asked-process.ts';
import { TYPESCRIPT } from './places.ts';

/** A mail in somebody's mailbox. */
export interface MailAtHome {
  readonly flags: readonly string[];
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** With angle brackets, as the next two. */
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly sizeBytes: number; readonly sha256: string }[];
}

/** The database and mail servers behind the journeys; they live in a process of their own (server/test/support/backstage.ts). */
export class Backstage {
  private constructor(private readonly helper: AskedProcess) {}

  static async start(): Promise<Backstage> {
    const helper = await AskedProcess.start(['--enable-source-maps', '--import', TYPESCRIPT, 'server/test/support/backstage.ts']);
    return new Backstage(helper);
  }

  /** Address of a migrated, empty database. */
  newDatabase(): Promise<string> {
    return this.ask('newDatabase');
  }
  /** Ports on 127.0.0.1; no TLS. */
  mailServer(): Promise<{ imapPort: number; smtpPort: number }> {
    return this.ask('mailServer');
  }
  addMailbox(address: string, password: string): Promise<void> {
    return this.ask('addMailbox', { address, password });
  }
  changePassword(address: string, password: string): Promise<void> {
    return this.ask('changePassword', { address, password });
  }
  /** Puts a mail into an inbox, as a delivery from outside does. @param raw see `mailOf` */
  deliver(to: string, raw: string, from: string): Promise<void> {
    return this.ask('deliver', { to, raw, from });
  }
  /** From now on mail to this address is reported of like this by its mail server. */
  setFate(address: string, fate: { action: 'failed' | 'delayed'; status: string; diagnostic: string }): Promise<void> {
    return this.ask('setFate', { address, fate });
  }
  /** Puts a mail into a folder, as the owner's mail program does with what they sent. */
  append(address: string, folder: string, raw: string): Promise<void> {
    return this.ask('append', { address, folder, raw });
  }
  /** Oldest first. */
  mailsOf(address: string): Promise<MailAtHome[]> {
    return this.ask('mailsOf', { address });
  }
  /** How a Balie finds the bol.com of the journeys, and with what it is let in. */
  bolEntrance(): Promise<{ environment: Record<string, string>; access: { clientId: string; clientSecret: string } }> {
    return this.ask('bolEntrance');
  }
  /** Something happens at bol.com: see server/test/support/bol-stage.ts. */
  bolPlay(scene: object): Promise<void> {
    return this.ask('bolPlay', scene);
  }
  restartMailServer(): Promise<void> {
    return this.ask('restartMailServer');
  }

  /** Meta, and what an owner finds there. */
  whatsApp(): Promise<{ apiUrl: string; accessToken: string; appSecret: string; phoneNumberId: string; businessAccountId: string }> {
    return this.ask('whatsApp');
  }
  whatsAppVerify(url: string, verifyToken: string): Promise<number> {
    return this.ask('whatsAppVerify', { url, verifyToken });
  }
  /** @returns the ids of the messages */
  whatsAppWrites(url: string, messages: readonly object[], hoursAgo = 0): Promise<string[]> {
    return this.ask('whatsAppWrites', { url, messages, hoursAgo });
  }
  whatsAppFile(base64: string, type: string): Promise<object> {
    return this.ask('whatsAppFile', { base64, type });
  }
  whatsAppTaken(): Promise<{ messages: Record<string, unknown>[]; marks: { messageId: string; typing: boolean }[] }> {
    return this.ask('whatsAppTaken');
  }

  stop(): Promise<void> {
    return this.helper.stop();
  }

  private ask<Answer>(ask: string, given: object = {}): Promise<Answer> {
    return this.helper.ask(ask, given);
  }
}
