import { v7 as newId } from 'uuid';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { htmlToText } from '../../platform/html/html-to-text.ts';
import { sanitiseOwnHtml } from '../../platform/html/sanitise.ts';
import { adoptAttachments } from './adopt-attachments.ts';
import { EmptyMessage } from './ticket.errors.ts';

/** What a colleague wrote, ready to be stored. */
export interface WrittenMessage {
  readonly id: string;
  readonly html: string;
  readonly text: string;
}

/**
 * The message that was sent with this key before, if any. Holds the key until the transaction ends, so that the same
 * request twice at once is one message.
 */
export async function findRepeated(tx: Tx, idempotencyKey: string): Promise<string | undefined> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`once:${tx.organisationId}:${idempotencyKey}`]);
  const [row] = await tx.query<{ id: string }>('select id from messages where organisation_id = $1 and idempotency_key = $2', [
    tx.organisationId,
    idempotencyKey,
  ]);
  return row?.id;
}

/**
 * Cleans what was written and finds its files; call `adopt` once the message is stored.
 * @throws {EmptyMessage}
 */
export function clean(given: { html: string; attachmentIds: readonly string[] }): WrittenMessage {
  const html = sanitiseOwnHtml(storable(given.html));
  const text = htmlToText(html);
  if (text === '' && given.attachmentIds.length === 0 && !html.includes('<img')) throw new EmptyMessage();
  return { id: newId(), html, text };
}

/**
 * Gives the message its files, those in the text included.
 * @throws {AttachmentUnknown}
 */
export async function adopt(tx: Tx, written: WrittenMessage, attachmentIds: readonly string[], agentId: string, at: Date): Promise<void> {
  const html = await adoptAttachments(tx, { messageId: written.id, html: written.html, attachmentIds, agentId, at });
  if (html !== written.html) await tx.query('update messages set html = $2 where id = $1', [written.id, html]);
}
