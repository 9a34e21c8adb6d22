import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import {
  type Message,
  type NoteRequest,
  type ReplyRequest,
  type SendingChanges,
  type TicketAndMessage,
  type TicketDetail,
  type TicketRow,
  ticketAndMessage,
} from '@balie/shared/contracts/tickets.ts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sendJson } from '../../lib/http.ts';
import { useMe } from '../../lib/me.ts';
import { queryClient } from '../../lib/query.ts';
import { useReason } from '../../lib/reasons/use-reason.ts';
import { beginSending } from '../../lib/tickets/pending-sends.ts';
import { quote } from '../../lib/tickets/quoting.ts';
import { applyTicket, changeDetail, shiftCounts } from '../../lib/tickets/ticket-cache.ts';
import { ticketKeys } from '../../lib/tickets/ticket-queries.ts';
import { withMessage, withoutItem } from '../../lib/tickets/timeline-data.ts';
import { undoReply } from '../../lib/tickets/undo-reply.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { offerUndo } from '../../ui/undo.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { changeBack } from './sending-changes.ts';

export interface Recipients {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
}
export type Outgoing =
  | {
      readonly kind: 'reply';
      readonly recipients: Recipients;
      readonly thenStatus: ReplyRequest['thenStatus'];
      /** Another way than the ticket's. */
      readonly way?: ChannelAccount | undefined;
      /** What it refers to. */
      readonly quoted: Message | undefined;
    }
  | { readonly kind: 'note'; readonly mentionIds: readonly string[] };

interface SendOptions {
  /** After the undo of a reply whose ticket is no longer on screen. */
  readonly onUndone: (ticket: TicketRow) => void;
}

/**
 * Sends what a draft holds. It stands in the conversation at once; a reply can be taken back for a few seconds; what
 * fails comes back into the composer with every word.
 */
export function useSend({ onUndone }: SendOptions): (detail: TicketDetail, keeper: DraftKeeper, outgoing: Outgoing) => void {
  const { t } = useTranslation('composer');
  const explain = useExplain('composer');
  const me = useMe();
  const inWords = useReason();
  return useCallback(
    (detail, keeper, outgoing) => {
      const { ticket } = detail;
      const { written } = keeper.now();
      const key = keeper.attemptKey();
      const draft = placeholder(detail, key, me.agent, outgoing, written);
      const after = rowAfter(ticket, draft, outgoing, me.agent.id);
      const ended = beginSending(ticket.id);
      const saved = keeper.handOver();
      changeDetail(ticket.id, (held) => withMessage(held, draft));
      applyTicket(after, true);
      shiftCounts(ticket, after);

      const settle = ({ ticket: row, message }: TicketAndMessage) => {
        changeDetail(ticket.id, (held) => withMessage(withoutItem(held, key), message));
        applyTicket(row);
        const { changes } = written;
        if (message.direction !== 'outbound') return;
        // Whom the next answer goes to.
        void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticket.id) });
        const { undoUntil } = message.delivery;
        // Where people talk to one another it has left already.
        if (undoUntil === null || undoUntil <= message.createdAt) return;
        offerUndo(t('sent', { to: draft.to[0]?.name || draft.to[0]?.address || ticket.contact.name }), () => {
          undoReply(ticket.id, message.id).then(
            () => {
              if (changes) changeBack(ticket, changes).catch((error: unknown) => notify.error(explain(error)));
              onUndone(ticket);
            },
            (error: unknown) => notify.error(explain(error)),
          );
        });
      };
      // What the provider would say stands in the refusal itself.
      const why = (error: unknown) =>
        error instanceof ApiError && error.code === 'sending_refused' ? inWords(error.message) : explain(error);
      const giveBack = (error: unknown) => {
        changeDetail(ticket.id, (held) => withoutItem(held, key));
        applyTicket(ticket, true);
        shiftCounts(after, ticket);
        keeper.restore(written, key);
        if (outgoing.kind === 'reply' && outgoing.quoted) quote(outgoing.quoted);
        notify.error(t(outgoing.kind === 'reply' ? 'notSent' : 'notKept', { number: ticket.number, reason: why(error) }));
      };
      saved
        .then(() =>
          post(
            ticket.id,
            key,
            written.html,
            written.attachments.map(({ id }) => id),
            outgoing,
            written.changes,
          ),
        )
        .then(settle, giveBack)
        .finally(ended);
    },
    [t, explain, inWords, me, onUndone],
  );
}

function post(
  ticketId: string,
  idempotencyKey: string,
  html: string,
  attachmentIds: string[],
  outgoing: Outgoing,
  sendingChanges: SendingChanges | undefined,
): Promise<TicketAndMessage> {
  if (outgoing.kind === 'note') {
    const note: NoteRequest = { idempotencyKey, html, mentionIds: [...outgoing.mentionIds], attachmentIds };
    return sendJson('POST', ticketAndMessage, `/api/tickets/${ticketId}/notes`, note);
  }
  const { quoted, recipients } = outgoing;
  const { to, cc, bcc } = recipients;
  // The status goes as such.
  const { status: _, ...changes } = sendingChanges ?? {};
  const reply: ReplyRequest = {
    idempotencyKey,
    html,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    attachmentIds,
    ...(quoted ? { quotesId: quoted.id } : {}),
    thenStatus: outgoing.thenStatus,
    ...(outgoing.way ? { channelAccountId: outgoing.way.id } : {}),
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
  };
  return sendJson('POST', ticketAndMessage, `/api/tickets/${ticketId}/replies`, reply);
}

/** The message as it stands until the server answers. */
function placeholder(
  { ticket }: TicketDetail,
  id: string,
  agent: { id: string; name: string; email: string },
  outgoing: Outgoing,
  written: { html: string; attachments: Message['attachments'] | readonly Message['attachments'][number][] },
): Message {
  const reply = outgoing.kind === 'reply';
  return {
    id,
    ticketId: ticket.id,
    direction: reply ? 'outbound' : 'note',
    nature: 'personal',
    fromStranger: false,
    newSubject: false,
    forwardedBy: null,
    channelKind: reply ? (outgoing.way?.kind ?? ticket.channelKind) : null,
    author: { agentId: agent.id, contactId: null, name: agent.name, address: agent.email },
    subject: ticket.subject,
    from: null,
    to: reply ? [...outgoing.recipients.to] : [],
    cc: reply ? [...outgoing.recipients.cc] : [],
    bcc: reply ? [...outgoing.recipients.bcc] : [],
    html: written.html,
    text: textOf(written.html),
    hasQuoted: false,
    hasRemoteImages: false,
    attachments: [...written.attachments],
    leftOut: [],
    call: null,
    quoted: (reply && outgoing.quoted && quotedFrom(outgoing.quoted)) || null,
    reactions: [],
    template: null,
    marketplace: null,
    mentionIds: reply ? [] : [...outgoing.mentionIds],
    delivery: {
      state: reply ? 'queued' : 'received',
      undoUntil: null,
      attempts: 0,
      nextAttemptAt: null,
      waitsFor: null,
      reason: null,
      bounce: null,
    },
    createdAt: new Date().toISOString(),
    arrivedAt: new Date().toISOString(),
  };
}

function quotedFrom({ id, direction, author, text }: Message): Message['quoted'] {
  return { messageId: id, direction, name: author.name, text: text.slice(0, 200) };
}

function rowAfter<Row extends TicketRow>(row: Row, message: Message, outgoing: Outgoing, myId: string): Row {
  const words = {
    preview: message.text.slice(0, 200),
    lastDirection: message.direction,
    lastMessageAt: message.createdAt,
    messageCount: row.messageCount + 1,
    hasDraft: false,
  };
  if (outgoing.kind === 'note') return { ...row, ...words };
  const way = outgoing.way ? { channelAccountId: outgoing.way.id, channelKind: outgoing.way.kind } : {};
  return {
    ...row,
    ...words,
    ...way,
    status: outgoing.thenStatus,
    snoozedUntil: null,
    waitingSince: null,
    assigneeId: row.assigneeId ?? myId,
  };
}

function textOf(html: string): string {
  return (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '').trim();
}
