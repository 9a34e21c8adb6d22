import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import PostalMime from 'postal-mime';
import type { Fate } from '../../src/channels/email/testing/delivery-report-mail.ts';
import { type DovecotServer, startDovecot } from '../../src/channels/email/testing/dovecot.ts';
import type { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { type Answers, answerOverChannel } from './answering.ts';
import { BackstageWhatsApp } from './backstage-whatsapp.ts';
import { type BolScene, BolStage } from './bol-stage.ts';
import { copyTemplate, folderForPostgres, makeTemplate, startHastyPostgres } from './hasty-postgres.ts';

/** What browser journeys need behind the stage, as a process of its own: a PostgreSQL with fresh databases and a mail server. */

class Backstage {
  private dir: string | undefined;
  private postgres: Promise<EmbeddedServer> | undefined;
  private dovecot: Promise<DovecotServer> | undefined;
  private readonly bol = new BolStage();

  private readonly whatsApp = new BackstageWhatsApp();

  /** Everything that can be asked for. */
  readonly answers: Answers = {
    ...this.whatsApp.answers,
    newDatabase: () => this.newDatabase(),
    mailServer: async () => {
      const { imapPort, smtpPort } = await this.mail();
      return { imapPort, smtpPort };
    },
    addMailbox: async ({ address, password }: { address: string; password: string }) => (await this.mail()).addUser(address, password),
    changePassword: async ({ address, password }: { address: string; password: string }) =>
      (await this.mail()).changePassword(address, password),
    deliver: async ({ to, raw, from }: { to: string; raw: string; from?: string }) => (await this.mail()).deliver(to, raw, from),
    setFate: async ({ address, fate }: { address: string; fate: Fate }) => (await this.mail()).setFate(address, fate),
    append: async ({ address, folder, raw }: { address: string; folder: string; raw: string }) =>
      (await this.mail()).append(address, folder, raw),
    mailsOf: async ({ address }: { address: string }) => {
      const mails = await (await this.mail()).mailsOf(address);
      return Promise.all(mails.map(({ raw, flags }) => readable(raw, flags)));
    },
    bolEntrance: () => this.bol.entrance(),
    bolPlay: (scene: BolScene) => this.bol.play(scene),
    restartMailServer: async () => (await this.mail()).restart(),
  };

  async end(): Promise<void> {
    await this.whatsApp.end();
    await this.bol.end();
    await (await this.dovecot)?.stop();
    await (await this.postgres)?.stop();
    if (this.dir) await fs.rm(this.dir, { recursive: true, force: true });
  }

  private mail(): Promise<DovecotServer> {
    this.dovecot ??= startDovecot();
    return this.dovecot;
  }

  /** Address of a migrated, empty database. */
  private async newDatabase(): Promise<string> {
    this.postgres ??= this.startPostgres();
    const server = await this.postgres;
    const name = `journey_${randomBytes(6).toString('hex')}`;
    await copyTemplate(server.url('postgres'), name);
    return server.url(name);
  }

  private async startPostgres(): Promise<EmbeddedServer> {
    this.dir = await folderForPostgres('balie-journeys-');
    const server = await startHastyPostgres(this.dir);
    await makeTemplate(server, this.dir);
    return server;
  }
}

/** A mail as its reader sees it, in plain JSON. */
async function readable(raw: Buffer, flags: readonly string[]) {
  const mail = await PostalMime.parse(raw);
  const idsIn = (text: string | undefined) => text?.match(/<[^>]+>/g) ?? [];
  return {
    flags,
    from: mail.from?.address ?? '',
    to: (mail.to ?? []).map(({ address }) => address ?? ''),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    inReplyTo: idsIn(mail.inReplyTo)[0] ?? '',
    references: idsIn(mail.references),
    text: mail.text ?? '',
    html: mail.html ?? '',
    attachments: mail.attachments.map(({ filename, mimeType, content }) => {
      const bytes = Buffer.from(content as ArrayBuffer);
      return {
        name: filename ?? '',
        type: mimeType,
        sizeBytes: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  };
}

const backstage = new Backstage();
answerOverChannel(backstage.answers, () => backstage.end());
