import type { TwoTickets } from '@balie/shared/contracts/moving.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { DraftBox } from './draft-box.ts';
import { loadTicketRow } from './load-rows.ts';
import { lockTickets } from './lock-ticket.ts';
import type { MergeUndo } from './merge-undo.ts';
import { recordActivities } from './record-activities.ts';
import { moveMessages, recountTicket } from './recount-ticket.ts';
import { TicketNotMerged } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';
import { addTags, clearTags } from './ticket-tags.ts';

/** Takes a merge back, as far as nobody has changed since what it changed. What was written meanwhile stays where it is. */
@Injectable()
export class UnmergeTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly drafts: DraftBox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | TicketNotMerged} */
  execute(ticketId: string, agentId: string): Promise<TwoTickets> {
    return this.unitOfWork.run(async (tx) => {
      const { intoId, undo } = await this.mergeOf(tx, ticketId);
      const locked = await lockTickets(tx, [ticketId, intoId]);
      const source = locked.find(({ id }) => id === ticketId);
      const into = locked.find(({ id }) => id === intoId);
      if (!source || !into) throw new NotFound('ticket');
      if (source.mergedIntoId !== into.id) throw new TicketNotMerged();
      const now = this.clock.now();
      const messageIds = await moveMessages(tx, undo.messageIds, into.id, source.id);
      await clearTags(tx, into.id, undo.into.addedTags);
      await addTags(tx, source.id, undo.tags);
      await bringDraftsBack(tx, into.id, source.id, undo);
      for (const { agentId: writerId } of undo.drafts) {
        for (const { id } of [source, into]) this.drafts.tell(tx, { agentId: writerId, ticketId: id }, '');
      }
      await tx.query(
        'update tickets set merged_into_id = null, merge_undo = null, snoozed_until = $3 where organisation_id = $1 and id = $2',
        [tx.organisationId, source.id, undo.snoozedUntil],
      );
      await recountTicket(tx, source.id, undo.status, now, instant(undo.waitingSince));
      const untouched = into.status === undo.into.statusAfter;
      if (untouched) await recountTicket(tx, into.id, undo.into.status, now, instant(undo.into.waitingSince));
      else await recountTicket(tx, into.id, into.status, now);
      const activityIds = await recordActivities(
        tx,
        [
          { ticketId: source.id, type: 'unmerged', agentId, data: { ticketId: into.id, number: into.number } },
          { ticketId: into.id, type: 'unmerged', agentId, data: { ticketId: source.id, number: source.number } },
        ],
        now,
      );
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [source.id, into.id], messageIds, activityIds });
      return { ticket: await loadTicketRow(tx, source.id), other: await loadTicketRow(tx, into.id) };
    });
  }

  /** Read before anything is locked: both have to be locked at once. */
  private async mergeOf(tx: Tx, ticketId: string): Promise<{ intoId: string; undo: MergeUndo }> {
    const [found] = await tx.query<{ intoId: string | null; undo: MergeUndo | null }>(
      `select merged_into_id as "intoId", merge_undo as undo from tickets where organisation_id = $1 and id = $2`,
      [tx.organisationId, ticketId],
    );
    if (!found) throw new NotFound('ticket');
    if (!found.intoId || !found.undo) throw new TicketNotMerged();
    return { intoId: found.intoId, undo: found.undo };
  }
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** A draft that was only moved goes back; one that was joined with another, or written on, stays, too: no word is lost. */
async function bringDraftsBack(tx: Tx, from: string, to: string, undo: MergeUndo): Promise<void> {
  if (undo.drafts.length === 0) return;
  const drafts = JSON.stringify(undo.drafts);
  await tx.query(
    `delete from drafts d using jsonb_to_recordset($3::jsonb) as n("agentId" uuid, kind text, content jsonb)
      where d.organisation_id = $1 and d.ticket_id = $2 and d.agent_id = n."agentId" and d.kind = n.kind and d.content = n.content`,
    [tx.organisationId, from, drafts],
  );
  await tx.query(
    `insert into drafts (agent_id, ticket_id, kind, organisation_id, content, updated_at)
     select n."agentId", $2, n.kind, $1, n.content, n."updatedAt"
       from jsonb_to_recordset($3::jsonb) as n("agentId" uuid, kind text, content jsonb, "updatedAt" timestamptz)
     on conflict do nothing`,
    [tx.organisationId, to, drafts],
  );
}
