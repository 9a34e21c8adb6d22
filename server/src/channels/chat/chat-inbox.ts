import type { ChatMessage, chatMessagePacket } from '@balie/shared/contracts/chat.ts';
import { Injectable } from '@nestjs/common';
import { v5 as uuidFrom } from 'uuid';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AccountHealth } from '../core/account-health.ts';
import { RawMessages } from '../core/raw-messages.ts';
import { ChatUnavailable, DetailsRequired } from './chat.errors.ts';
import type { OpenChat } from './chat-doors.ts';
import { ChatLog } from './chat-log.ts';
import { ChatWire } from './chat-wire.ts';
import { type RawChatMessage } from './raw-chat-message.ts';
import { VisitorFiles } from './visitor-files.ts';
import type { VisitorRow } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

/** Takes what visitors write: kept and queued for its ticket before it is acknowledged. */
@Injectable()
export class ChatInbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rawMessages: RawMessages,
    private readonly visitors: Visitors,
    private readonly files: VisitorFiles,
    private readonly log: ChatLog,
    private readonly wire: ChatWire,
    private readonly health: AccountHealth,
    private readonly clock: Clock,
  ) {}

  /**
   * Durable when it resolves; the same `clientId` again gives the same message.
   * @param from id of the socket that knows already
   * @throws {ChatUnavailable | DetailsRequired | ChatFileUnknown}
   */
  async take(
    chat: OpenChat,
    visitorId: string,
    packet: z.output<typeof chatMessagePacket>,
    from: string | undefined,
  ): Promise<ChatMessage> {
    const { account, key } = chat;
    // Made of what the widget chose: whoever repeats themselves, at whichever process, means the same message.
    const id = uuidFrom(packet.clientId, visitorId);
    const [known, visitor] = await this.unitOfWork.read((tx) =>
      Promise.all([this.log.find(tx, key, visitorId, id), this.visitors.find(tx, visitorId)]),
    );
    if (known) return known;
    if (!visitor || visitor.blockedAt) throw new ChatUnavailable();
    checkDetails(chat, visitor);
    const files = await this.files.send(visitorId, packet.fileIds);
    const at = this.clock.now();
    const text = storable(packet.text).trim();
    const raw: RawChatMessage = { id, visitorId, text, files: [...files] };
    const entry = {
      id,
      visitorId,
      channelAccountId: account.id,
      clientId: packet.clientId,
      side: 'visitor',
      authorName: null,
      text,
      at,
    } as const;
    const message = {
      externalKey: `${visitorId}:${packet.clientId}`,
      contents: Buffer.from(JSON.stringify(raw)),
      receivedAt: at,
      summary: text || files.map(({ name }) => name).join(', '),
      silent: false,
    };
    const shownFiles = files.map(({ id: fileId, name, contentType, sizeBytes }) => ({ id: fileId, name, contentType, sizeBytes }));
    await this.rawMessages.store(account.id, [message], async (tx) => {
      this.visitors.hold(tx, visitorId);
      this.log.add(tx, { ...entry, files: shownFiles, ticketId: null });
    });
    this.health.working(account.id, 'receive');
    const shown = this.log.shown(key, { ...entry, files: shownFiles, state: 'sent' });
    this.wire.toVisitor(visitorId, 'message', shown, from);
    return shown;
  }
}

/** Of who signed in with the shop nothing more is asked. */
function checkDetails({ look }: OpenChat, { name, email, shopUserId }: VisitorRow): void {
  if (shopUserId !== null) return;
  const { preChat } = look;
  if ((preChat.name === 'required' && name === '') || (preChat.email === 'required' && email === '')) throw new DetailsRequired();
}
