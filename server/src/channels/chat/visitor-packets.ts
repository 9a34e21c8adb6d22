import type {
  ChatAnswer,
  ChatMessage,
  ChatMissed,
  ChatVisitor,
  chatMessagePacket,
  chatPagePacket,
  chatSyncPacket,
} from '@balie/shared/contracts/chat.ts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Contacts } from '../../modules/contacts/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Availability } from './availability.ts';
import { SessionUnknown } from './chat.errors.ts';
import type { OpenChat } from './chat-doors.ts';
import { ChatInbox } from './chat-inbox.ts';
import { ChatLog } from './chat-log.ts';
import { Receipts } from './receipts.ts';
import { shownVisitor } from './start-session.service.ts';
import { VisitorCards } from './visitor-cards.ts';
import { placeholderName } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

/** A visitor's open connection. */
export interface ConnectedVisitor {
  readonly chat: OpenChat;
  readonly visitorId: string;
  /** The shop vouched for who it is. */
  readonly identified: boolean;
  readonly socketId: string;
  /** Internet address. */
  readonly comesFrom: string;
}
type Ok<T extends object = object> = Promise<Extract<ChatAnswer<T>, { ok: true }>>;

/** What each packet of a visitor does. Runs in the scope of the chat's organisation; throws what the visitor is told. */
@Injectable()
export class VisitorPackets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: ChatInbox,
    private readonly receipts: Receipts,
    private readonly visitors: Visitors,
    private readonly contacts: Contacts,
    private readonly cards: VisitorCards,
    private readonly log: ChatLog,
    private readonly availability: Availability,
  ) {}

  async message(from: ConnectedVisitor, packet: z.output<typeof chatMessagePacket>): Ok<{ message: ChatMessage }> {
    return { ok: true, message: await this.inbox.take(from.chat, from.visitorId, packet, from.socketId) };
  }

  async received({ chat, visitorId, socketId }: ConnectedVisitor, { messageId }: { messageId: string }): Ok {
    await this.receipts.fromVisitor(chat, visitorId, messageId, 'delivered', socketId);
    return { ok: true };
  }

  async read({ chat, visitorId, socketId }: ConnectedVisitor, { messageId }: { messageId: string }): Ok {
    await this.receipts.fromVisitor(chat, visitorId, messageId, 'read', socketId);
    return { ok: true };
  }

  async sync({ chat, visitorId }: ConnectedVisitor, { after }: z.output<typeof chatSyncPacket>): Ok<ChatMissed> {
    const { missed, readUpTo } = await this.unitOfWork.read(async (tx) => {
      const [found, upTo] = await Promise.all([this.log.after(tx, chat.key, visitorId, after), this.log.readUpTo(tx, visitorId)]);
      return { missed: found, readUpTo: upTo };
    });
    return { ok: true, ...missed, readUpTo, availability: await this.availability.of(chat.account.id, chat.look) };
  }

  async page({ visitorId }: ConnectedVisitor, { cart, order, ...page }: z.output<typeof chatPagePacket>): Ok {
    const context = { ...(cart === undefined ? {} : { cart }), ...(order === undefined ? {} : { order }) };
    await this.unitOfWork.run((tx) => this.visitors.noteWhereabouts(tx, visitorId, page, context));
    await this.cards.tell(visitorId);
    return { ok: true };
  }

  async details(
    { visitorId }: ConnectedVisitor,
    given: { name?: string | undefined; email?: string | undefined },
  ): Ok<{ visitor: ChatVisitor }> {
    const visitor = await this.unitOfWork.run(async (tx) => {
      await this.visitors.setDetails(tx, visitorId, given);
      const row = await this.visitors.find(tx, visitorId);
      if (!row) throw new SessionUnknown();
      const identity = { kind: 'chat_visitor', value: visitorId } as const;
      if (row.name) await this.contacts.introduce(tx, identity, placeholderName(row), row.name);
      // Who wrote before is a customer by now. An address that is another's stays theirs.
      if (row.email && (await this.contacts.hold(tx, identity)))
        await this.contacts.unite(tx, [identity, { kind: 'email', value: row.email }]);
      return row;
    });
    await this.cards.tell(visitorId);
    return { ok: true, visitor: shownVisitor(visitor) };
  }

  async typing({ visitorId }: ConnectedVisitor, { typing }: { typing: boolean }): Ok {
    this.cards.tellTyping(visitorId, typing);
    return { ok: true };
  }
}
