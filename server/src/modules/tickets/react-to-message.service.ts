import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { loadMessages } from './load-rows.ts';
import { deliverReaction, MessageReactions, reactionKey } from './message-reactions.ts';
import { ReplyWindow } from './reply-window.ts';
import { SendingRules } from './sending-rules.ts';
import { NoReactionsHere } from './ticket.errors.ts';

interface Target {
  readonly channelAccountId: string | null;
  readonly kind: ChannelKind | null;
  readonly to: MailAddress[] | null;
  readonly mayReact: boolean;
}

/** Puts a sign to a customer's message, another in its place, or takes it back. */
@Injectable()
export class ReactToMessage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reactions: MessageReactions,
    private readonly rules: SendingRules,
    private readonly window: ReplyWindow,
    private readonly jobs: Jobs,
  ) {}

  /** @throws {NotFound | NoReactionsHere | ReplyWindowClosed} */
  execute(messageId: string, emoji: string | null, agentId: string): Promise<Message> {
    return this.unitOfWork.run(async (tx) => {
      const [target] = await tx.query<Target>(
        `select channel_account_id as "channelAccountId", channel_kind as kind, reply_recipients->'to' as to,
                direction = 'inbound' and nature = 'personal' and external_id is not null as "mayReact"
           from messages where organisation_id = $1 and id = $2 for update`,
        [tx.organisationId, messageId],
      );
      if (!target) throw new NotFound('message');
      const { channelAccountId, kind, to } = target;
      if (!target.mayReact || !channelAccountId || !kind || !this.rules.of(kind).reactions) throw new NoReactionsHere();
      await this.window.check(tx, { channelAccountId, kind, to: to ?? [] });
      await this.reactions.put(tx, messageId, emoji ?? '', agentId);
      await this.jobs.add(tx, deliverReaction, { messageId }, { key: reactionKey(messageId), queue: reactionKey(messageId) });
      const [message] = await loadMessages(tx, [messageId]);
      if (!message) throw new NotFound('message');
      return message;
    });
  }
}
