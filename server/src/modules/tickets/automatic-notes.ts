import { Injectable } from '@nestjs/common';
import { v5 as uuidFrom } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { htmlOfText } from './html-of-text.ts';
import { addToSearch } from './search-index.ts';
import { storeMessage } from './store-message.ts';
import { ticketsChanged } from './ticket.events.ts';
import { findRepeated } from './written-message.ts';

/** Notes that Balie writes by itself, for colleagues only. */
@Injectable()
export class AutomaticNotes {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @param key the same key is one note @param by in whose name it stands there */
  async write(tx: Tx, ticketId: string, note: { readonly key: string; readonly text: string; readonly by: string }): Promise<boolean> {
    const id = uuidFrom(note.key, ticketId);
    if (await findRepeated(tx, id)) return false;
    const now = this.clock.now();
    const text = storable(note.text);
    await storeMessage(tx, {
      id,
      ticketId,
      direction: 'note',
      nature: 'automatic',
      authorName: storable(note.by),
      html: htmlOfText(text),
      text,
      idempotencyKey: id,
      createdAt: now,
    });
    // What people wrote last stays what the list shows.
    const [ticket] = await tx.query<{ at: Date }>(
      `update tickets set message_count = message_count + 1, version = version + 1, updated_at = $3
        where id = $1 and organisation_id = $2 returning last_message_at as at`,
      [ticketId, tx.organisationId, now],
    );
    if (ticket) await addToSearch(tx, { ticketId, organisationId: tx.organisationId, text, lastMessageAt: ticket.at });
    await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [id], activityIds: [] });
    return true;
  }
}
