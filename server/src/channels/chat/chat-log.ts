import type { ChatConversation, ChatMessage, ChatMessageState } from '@balie/shared/contracts/chat.ts';
import { Injectable } from '@nestjs/common';
import { pictureAddress } from '../../modules/agents/public.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { FilePasses } from './file-passes.ts';

export interface LoggedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}
interface LogRow {
  readonly id: string;
  readonly visitorId: string;
  readonly clientId: string | null;
  readonly side: 'visitor' | 'shop';
  readonly authorName: string | null;
  readonly text: string;
  readonly files: readonly LoggedFile[];
  readonly at: Date;
  readonly state: ChatMessageState;
  /** Of who wrote it, as they show themselves now. */
  readonly pictureId?: string | null;
}
export interface NewEntry extends Omit<LogRow, 'state' | 'pictureId'> {
  readonly channelAccountId: string;
  readonly ticketId: string | null;
}

const PAGE = 30;
const MOST_MISSED = 100;
const COLUMNS = `m.id, m.visitor_id as "visitorId", m.client_id as "clientId", m.side, m.author_name as "authorName", m.text, m.files, m.at, m.state,
  case when m.side = 'shop' then (
    select a.picture_id from messages w join agents a on a.id = w.author_agent_id where w.id = m.id and w.organisation_id = m.organisation_id
  ) end as "pictureId"`;

/** What visitor and shop said, as the visitor saw it. Every question is about one visitor, and answers of nobody else. */
@Injectable()
export class ChatLog {
  constructor(private readonly passes: FilePasses) {}

  /** The newest, or those before this one. */
  async page(tx: Reader, key: string, visitorId: string, before?: string): Promise<ChatConversation> {
    const rows = await tx.prepared<LogRow>(
      `select ${COLUMNS} from chat_messages m
        where m.organisation_id = $1 and m.visitor_id = $2
          and ($3::uuid is null or m.seq < (select b.seq from chat_messages b where b.visitor_id = $2 and b.id = $3))
        order by m.seq desc limit ${PAGE + 1}`,
      [tx.organisationId, visitorId, before ?? null],
    );
    const messages = rows.slice(0, PAGE).reverse();
    return { messages: messages.map((row) => this.shown(key, row)), olderCursor: rows.length > PAGE ? (messages[0]?.id ?? null) : null };
  }

  /** What came after a message, oldest first; after one that is not known, everything. */
  async after(tx: Reader, key: string, visitorId: string, after: string | null): Promise<{ messages: ChatMessage[]; more: boolean }> {
    const rows = await tx.prepared<LogRow>(
      `select ${COLUMNS} from chat_messages m
        where m.organisation_id = $1 and m.visitor_id = $2
          and m.seq > coalesce((select b.seq from chat_messages b where b.visitor_id = $2 and b.id = $3), 0)
        order by m.seq limit ${MOST_MISSED + 1}`,
      [tx.organisationId, visitorId, after],
    );
    return { messages: rows.slice(0, MOST_MISSED).map((row) => this.shown(key, row)), more: rows.length > MOST_MISSED };
  }

  async find(tx: Reader, key: string, visitorId: string, id: string): Promise<ChatMessage | undefined> {
    const [row] = await tx.prepared<LogRow>(
      `select ${COLUMNS} from chat_messages m where m.organisation_id = $1 and m.visitor_id = $2 and m.id = $3`,
      [tx.organisationId, visitorId, id],
    );
    return row && this.shown(key, row);
  }

  /** What was said just before, by whomever. */
  async before(tx: Reader, visitorId: string, id: string): Promise<string | undefined> {
    const [row] = await tx.prepared<{ id: string }>(
      `select m.id from chat_messages m
        where m.organisation_id = $1 and m.visitor_id = $2
          and m.seq < (select b.seq from chat_messages b where b.visitor_id = $2 and b.id = $3)
        order by m.seq desc limit 1`,
      [tx.organisationId, visitorId, id],
    );
    return row?.id;
  }

  /** The visitor's row is held by the caller. Nothing changes when it stands there already. */
  add(tx: Tx, entry: NewEntry): void {
    tx.write(
      `insert into chat_messages (id, organisation_id, channel_account_id, visitor_id, side, client_id, author_name, text, files, state, at, ticket_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'sent', $10, $11) on conflict do nothing`,
      [
        entry.id,
        tx.organisationId,
        entry.channelAccountId,
        entry.visitorId,
        entry.side,
        entry.clientId,
        entry.authorName,
        entry.text,
        JSON.stringify(entry.files),
        entry.at,
        entry.ticketId,
      ],
    );
  }

  /** The shop's messages up to this one have come so far, or have been read. @returns those that moved */
  async move(tx: Tx, visitorId: string, upTo: string, state: 'delivered' | 'read'): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `with moved as (
         update chat_messages m set state = $4
          where m.organisation_id = $1 and m.visitor_id = $2 and m.side = 'shop' and m.state = any($5)
            and m.seq <= (select b.seq from chat_messages b where b.visitor_id = $2 and b.id = $3) returning m.id, m.seq)
       select id from moved order by seq`,
      [tx.organisationId, visitorId, upTo, state, state === 'read' ? ['sent', 'delivered'] : ['sent']],
    );
    return rows.map(({ id }) => id);
  }

  async unread(tx: Reader, visitorId: string): Promise<number> {
    const [row] = await tx.prepared<{ count: number }>(
      `select count(*)::int as count from chat_messages where organisation_id = $1 and visitor_id = $2 and side = 'shop' and state <> 'read'`,
      [tx.organisationId, visitorId],
    );
    return row?.count ?? 0;
  }

  /** The newest message of the visitor that a colleague has read. */
  async readUpTo(tx: Reader, visitorId: string): Promise<string | null> {
    const [row] = await tx.prepared<{ id: string }>(
      `select id from chat_messages where organisation_id = $1 and visitor_id = $2 and side = 'visitor' and state = 'read' order by seq desc limit 1`,
      [tx.organisationId, visitorId],
    );
    return row?.id ?? null;
  }

  shown(key: string, row: LogRow): ChatMessage {
    const { id, visitorId, clientId, side, authorName, text, files, at, state, pictureId = null } = row;
    return {
      id,
      clientId,
      from: side,
      author: side === 'shop' ? { name: authorName ?? '', picture: pictureAddress(pictureId) } : null,
      text,
      files: files.map((file) => ({ ...file, url: this.passes.addressOf(key, file.id, visitorId) })),
      at: at.toISOString(),
      state,
    };
  }
}
