import {
  type ChatAnswer,
  type ChatProblemCode,
  type ChatRefusal,
  chatDetailsPacket,
  chatMessagePacket,
  chatPagePacket,
  chatProblemCode,
  chatSocketAuth,
  chatSyncPacket,
  chatTypingPacket,
  chatUpToPacket,
} from '@balie/shared/contracts/chat.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';
import { Log } from '../../platform/logging/log.ts';
import { AddressBlocks } from './address-blocks.ts';
import { ChatUnavailable, IdentityRequired, SessionUnknown } from './chat.errors.ts';
import { ChatBrakes, type ChatLimit } from './chat-brakes.ts';
import { ChatDoors } from './chat-doors.ts';
import { ChatWire } from './chat-wire.ts';
import { clientAddress } from './client-address.ts';
import { type ConnectedVisitor, VisitorPackets } from './visitor-packets.ts';
import { VisitorPresence } from './visitor-presence.ts';
import { Visitors } from './visitors.ts';

/** The connections of visitors: who may have one, and what comes in over it. */
@Injectable()
export class VisitorSockets implements OnModuleInit {
  private readonly log: Logger;

  constructor(
    private readonly wire: ChatWire,
    private readonly doors: ChatDoors,
    private readonly visitors: Visitors,
    private readonly addresses: AddressBlocks,
    private readonly packets: VisitorPackets,
    private readonly presence: VisitorPresence,
    private readonly brakes: ChatBrakes,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    log: Log,
  ) {
    this.log = log.named('chat');
  }

  onModuleInit(): void {
    const { namespace } = this.wire.guests;
    namespace.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(Object.assign(new Error(this.codeOf(error)), { data: this.refusal(error) })),
      );
    });
    namespace.on('connection', (socket) => {
      this.welcome(socket).catch((error: unknown) => {
        this.log.error({ err: error }, 'A visitor could not enter the chat');
        socket.disconnect(true);
      });
    });
  }

  private async admit(socket: Socket): Promise<void> {
    const { headers, address } = socket.handshake;
    const comesFrom = clientAddress(headers, address, this.config.trustProxy);
    this.brakes.count('connection', comesFrom);
    const auth = chatSocketAuth.safeParse(socket.handshake.auth);
    if (!auth.success) throw new SessionUnknown();
    const chat = await this.doors.enter(auth.data.key, headers);
    const { account, look } = chat;
    const holder = await inOrganisation(account.organisationId, () =>
      this.unitOfWork.run(async (tx) => {
        await this.addresses.check(tx, comesFrom);
        const found = await this.visitors.byToken(tx, account.id, auth.data.visitorToken);
        // A page that stays open goes from one network to another.
        if (found) await this.addresses.note(tx, found.id, comesFrom);
        return found;
      }),
    );
    if (!holder) throw new SessionUnknown();
    if (holder.blockedAt) throw new ChatUnavailable();
    if (look.identityRequired && !holder.identified) throw new IdentityRequired();
    socket.data = { chat, visitorId: holder.id, identified: holder.identified, socketId: socket.id, comesFrom } satisfies ConnectedVisitor;
  }

  private async welcome(socket: Socket): Promise<void> {
    const visitor = socket.data as ConnectedVisitor;
    const { chat, visitorId } = visitor;
    const { organisationId } = chat.account;
    socket.on('disconnect', () => {
      this.packets.typing(visitor, { typing: false }).catch(() => undefined);
      void this.presence.leave(visitorId);
    });
    const { packets } = this;
    this.on(socket, 'message', chatMessagePacket, ['message', 'messages'], (from, packet) => packets.message(from, packet));
    this.on(socket, 'received', chatUpToPacket, ['signal'], (from, packet) => packets.received(from, packet));
    this.on(socket, 'read', chatUpToPacket, ['signal'], (from, packet) => packets.read(from, packet));
    this.on(socket, 'sync', chatSyncPacket, ['reading'], (from, packet) => packets.sync(from, packet));
    this.on(socket, 'page', chatPagePacket, ['signal'], (from, packet) => packets.page(from, packet));
    this.on(socket, 'details', chatDetailsPacket, ['signal'], (from, packet) => packets.details(from, packet));
    this.on(socket, 'typing', chatTypingPacket, ['signal'], (from, packet) => packets.typing(from, packet));
    await socket.join(this.wire.roomsOf(visitorId, chat.account.id));
    if (!socket.connected) return;
    await this.presence.enter(organisationId, visitorId);
    // Blocked between the question and the room through which they would have been told.
    const mayStay = await inOrganisation(organisationId, () => this.unitOfWork.read((tx) => this.mayStay(tx, visitor)));
    if (!mayStay) socket.disconnect(true);
  }

  private async mayStay(tx: Reader, { visitorId, comesFrom }: ConnectedVisitor): Promise<boolean> {
    const row = await this.visitors.find(tx, visitorId);
    return row?.blockedAt === null && !(await this.addresses.isBlocked(tx, comesFrom));
  }

  /** What is malformed, too much or too fast is refused; nothing that a visitor sends can hurt anybody else. */
  private on<Schema extends z.ZodType>(
    socket: Socket,
    event: string,
    schema: Schema,
    limits: readonly ChatLimit[],
    handle: (from: ConnectedVisitor, packet: z.output<Schema>) => Promise<ChatAnswer>,
  ): void {
    const visitor = socket.data as ConnectedVisitor;
    const answer = async (packet: unknown): Promise<ChatAnswer> => {
      try {
        for (const limit of limits) this.brakes.count(limit, visitor.visitorId);
        const parsed = schema.safeParse(packet);
        if (!parsed.success) return { ok: false, code: isTooLarge(parsed.error) ? 'too_large' : 'invalid_request' };
        // Paused, removed or set up otherwise since the connection was made.
        const chat = await this.doors.enter(visitor.chat.key, socket.handshake.headers);
        if (chat.look.identityRequired && !visitor.identified) throw new IdentityRequired();
        return await inOrganisation(chat.account.organisationId, () => handle({ ...visitor, chat }, parsed.data));
      } catch (error) {
        return this.refusal(error);
      }
    };
    socket.on(event, (packet: unknown, done: unknown) => {
      void answer(packet).then((said) => {
        if (typeof done === 'function') done(said);
      });
    });
  }

  private refusal(error: unknown): ChatRefusal {
    const code = this.codeOf(error);
    const retryAfterSeconds = error instanceof DomainError ? error.meta?.['retryAfterSeconds'] : undefined;
    return { ok: false, code, ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}) };
  }

  private codeOf(error: unknown): ChatProblemCode {
    const code = error instanceof DomainError ? chatProblemCode.safeParse(error.code).data : undefined;
    if (code === undefined) this.log.error({ err: error }, 'A visitor could not be served');
    return code ?? 'internal';
  }
}

function isTooLarge({ issues }: z.ZodError): boolean {
  return issues.some(({ code }) => code === 'too_big');
}
