import type { IncomingHttpHeaders } from 'node:http';
import type { ChatConversation, ChatFile, ChatSession, ChatWidgetConfig, StartChatSessionRequest } from '@balie/shared/contracts/chat.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { pictureAddress } from '../../modules/agents/public.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AddressBlocks } from './address-blocks.ts';
import { Availability } from './availability.ts';
import { ChatFileUnknown, ChatUnavailable, IdentityRequired, SessionUnknown } from './chat.errors.ts';
import { ChatBrakes } from './chat-brakes.ts';
import { ChatDoors, type OpenChat } from './chat-doors.ts';
import { ChatLog } from './chat-log.ts';
import { FilePasses } from './file-passes.ts';
import { type Caller, StartSession } from './start-session.service.ts';
import { type KeptFile, MAX_CHAT_FILE_BYTES, VisitorFiles } from './visitor-files.ts';
import { Visitors } from './visitors.ts';

const MOST_FACES = 3;

/** Who asks, from where. */
interface Guest {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
}

/** What somebody on a shop's page may have: by the key, from a page of the shop, and beyond the config by their own token. */
@Injectable()
export class ChatGuests {
  constructor(
    private readonly doors: ChatDoors,
    private readonly sessions: StartSession,
    private readonly visitors: Visitors,
    private readonly addresses: AddressBlocks,
    private readonly files: VisitorFiles,
    private readonly passes: FilePasses,
    private readonly log: ChatLog,
    private readonly availability: Availability,
    private readonly brakes: ChatBrakes,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws {ChatUnavailable | ForeignOrigin} */
  async config(key: string, headers: IncomingHttpHeaders, wanted: Locale | undefined): Promise<ChatWidgetConfig> {
    const { account, look } = await this.doors.look(key, headers);
    const language = wanted ?? look.language;
    return inOrganisation(account.organisationId, async () => ({
      shopName: account.shopName,
      colour: look.colour,
      language,
      greeting: look.greeting[language],
      preChat: look.preChat,
      availability: await this.availability.of(account.id, look),
      maxFileBytes: MAX_CHAT_FILE_BYTES,
      faces: await this.faces(),
      identityRequired: look.identityRequired,
    }));
  }

  /** @throws {ChatUnavailable | ForeignOrigin | IdentityRequired | IdentityRefused | ChatRateLimited} */
  async start(key: string, headers: IncomingHttpHeaders, request: StartChatSessionRequest, caller: Caller): Promise<ChatSession> {
    return this.sessions.execute(await this.doors.enter(key, headers), request, caller);
  }

  /** @throws {SessionUnknown} */
  async older(key: string, from: Guest, token: string | undefined, before: string | undefined): Promise<ChatConversation> {
    return this.asVisitor(key, from, token, async (visitorId) => {
      this.brakes.count('reading', visitorId);
      return this.unitOfWork.read((tx) => this.log.page(tx, key, visitorId, before));
    });
  }

  /** @throws {SessionUnknown | ChatFileTooLarge | ChatRateLimited} */
  upload(
    key: string,
    from: Guest,
    token: string | undefined,
    read: () => Promise<{ name: string; contentType: string; contents: Buffer }>,
  ): Promise<ChatFile> {
    return this.asVisitor(key, from, token, async (visitorId) => {
      this.brakes.count('file', visitorId);
      return this.files.upload(key, visitorId, await read());
    });
  }

  /** A link to a file is opened outside of the page, too: then the pass stands for the page. @throws {ChatFileUnknown | SessionUnknown} */
  async file(
    key: string,
    from: Guest,
    fileId: string,
    by: { readonly pass: string } | { readonly token: string | undefined },
  ): Promise<KeptFile> {
    if ('token' in by) return this.asVisitor(key, from, by.token, (visitorId) => this.files.open(visitorId, fileId));
    const visitorId = this.passes.read(fileId, by.pass);
    if (visitorId === undefined) throw new ChatFileUnknown();
    const { account } = await this.doors.look(key, {});
    return inOrganisation(account.organisationId, async () => {
      await this.unitOfWork.read((tx) => this.addresses.check(tx, from.ip));
      return this.files.open(visitorId, fileId);
    });
  }

  private async asVisitor<T>(
    key: string,
    { headers, ip }: Guest,
    token: string | undefined,
    work: (visitorId: string, chat: OpenChat) => Promise<T>,
  ): Promise<T> {
    const chat = await this.doors.enter(key, headers);
    if (token === undefined) throw new SessionUnknown();
    return inOrganisation(chat.account.organisationId, async () => {
      const holder = await this.unitOfWork.read(async (tx) => {
        await this.addresses.check(tx, ip);
        return this.visitors.byToken(tx, chat.account.id, token);
      });
      if (!holder) throw new SessionUnknown();
      if (holder.blockedAt) throw new ChatUnavailable();
      if (chat.look.identityRequired && !holder.identified) throw new IdentityRequired();
      return work(holder.id, chat);
    });
  }

  /** A few of those who answer. */
  private async faces(): Promise<ChatWidgetConfig['faces']> {
    const rows = await this.unitOfWork.read((tx) =>
      tx.query<{ name: string; pictureId: string | null }>(
        `select name, picture_id as "pictureId" from agents where organisation_id = $1 and active and role <> 'viewer' order by picture_id is null, created_at limit ${MOST_FACES}`,
        [tx.organisationId],
      ),
    );
    return rows.map(({ name, pictureId }) => ({ name, picture: pictureAddress(pictureId) }));
  }
}
