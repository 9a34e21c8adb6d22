import type { IncomingHttpHeaders } from 'node:http';
import {
  type ChatConversation,
  type ChatFile,
  type ChatSession,
  type ChatWidgetConfig,
  chatConversation,
  chatFile,
  chatKey,
  chatMessagesQuery,
  chatSession,
  chatVisitorToken,
  chatWidgetConfig,
  chatWidgetQuery,
  type StartChatSessionRequest,
  startChatSessionRequest,
} from '@balie/shared/contracts/chat.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PublicRoute } from '../../platform/http/access.ts';
import type { Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import { browserWords } from './browser-words.ts';
import { ChatFileUnknown } from './chat.errors.ts';
import { ChatBrakes } from './chat-brakes.ts';
import { ChatGuests } from './chat-guests.ts';
import { readChatUpload } from './read-chat-upload.ts';

const passQuery = z.object({ pass: z.string().max(500).optional() });
/** Something that is no cursor leads nowhere. */
const NO_MESSAGE = '00000000-0000-0000-0000-000000000000';
/** What browsers show without running anything of it. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']);

/** What the widget on a shop's page asks. Nobody is signed in: the key, the page's domain and the visitor's token decide. */
@Controller('chat')
export class ChatController {
  constructor(
    private readonly guests: ChatGuests,
    private readonly brakes: ChatBrakes,
    private readonly storage: FileStorage,
  ) {}

  @Get(':key')
  @PublicRoute()
  @Returns(chatWidgetConfig)
  config(
    @Param('key', { schema: chatKey }) key: string,
    @Query({ schema: chatWidgetQuery }) { language }: z.infer<typeof chatWidgetQuery>,
    @Headers() headers: IncomingHttpHeaders,
    @Req() request: Request,
  ): Promise<ChatWidgetConfig> {
    this.brakes.count('look', request.ip);
    return this.guests.config(key, headers, language);
  }

  @Post(':key/sessions')
  @PublicRoute()
  @Returns(chatSession, 200)
  start(
    @Param('key', { schema: chatKey }) key: string,
    @Body({ schema: startChatSessionRequest }) wanted: StartChatSessionRequest,
    @Headers() headers: IncomingHttpHeaders,
    @Req() request: Request,
  ): Promise<ChatSession> {
    this.brakes.count('session', request.ip);
    return this.guests.start(key, headers, wanted, { address: request.ip, browser: browserWords(headers['user-agent'] ?? '') });
  }

  @Get(':key/messages')
  @PublicRoute()
  @Returns(chatConversation)
  older(
    @Param('key', { schema: chatKey }) key: string,
    @Query({ schema: chatMessagesQuery }) { before }: z.infer<typeof chatMessagesQuery>,
    @Req() request: Request,
  ): Promise<ChatConversation> {
    const { headers } = request;
    return this.guests.older(key, request, bearerOf(headers), before === undefined ? undefined : (id.safeParse(before).data ?? NO_MESSAGE));
  }

  @Post(':key/files')
  @PublicRoute()
  @Returns(chatFile)
  upload(@Param('key', { schema: chatKey }) key: string, @Req() request: Request): Promise<ChatFile> {
    return this.guests.upload(key, request, bearerOf(request.headers), () => readChatUpload(request));
  }

  @Get(':key/files/:id')
  @PublicRoute()
  async file(
    @Param('key', { schema: chatKey }) key: string,
    @Param('id', { schema: id }) fileId: string,
    @Query({ schema: passQuery }) { pass }: z.infer<typeof passQuery>,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.guests.file(key, request, fileId, pass === undefined ? { token: bearerOf(request.headers) } : { pass });
    const contents = await this.storage.stream(file.storageKey).catch((error: unknown) => {
      throw error instanceof StoredFileMissing ? new ChatFileUnknown() : error;
    });
    void reply.header('cache-control', 'private, max-age=86400');
    const shown = SHOWN.has(file.contentType);
    return new StreamableFile(contents, {
      type: shown ? file.contentType : 'application/octet-stream',
      disposition: `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed()).replaceAll(/['()*]/g, '_')}`,
      length: file.sizeBytes,
    });
  }
}

function bearerOf({ authorization }: IncomingHttpHeaders): string | undefined {
  return chatVisitorToken.safeParse(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1]).data;
}
