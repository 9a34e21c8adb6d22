import type { TwoTickets } from '@balie/shared/contracts/moving.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { DraftBox } from './draft-box.ts';
import { loadTicketRow } from './load-rows.ts';
import { type LockedTicket, lockTickets } from './lock-ticket.ts';
import { type MergeUndo, mergedState } from './merge-undo.ts';
import { recordActivities } from './record-activities.ts';
import { moveMessages, recountTicket } from './recount-ticket.ts';
import { MergeWithItself, TicketMerged } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';
import { addTags, clearTags } from './ticket-tags.ts';

/** Puts one ticket into another: its messages, notes, drafts and tags go there, and later mail follows. */
@Injectable()
export class MergeTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly drafts: DraftBox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | MergeWithItself | TicketMerged} */
  execute(ticketId: string, intoTicketId: string, agentId: string): Promise<TwoTickets> {
    if (ticketId === intoTicketId) throw new MergeWithItself();
    return this.unitOfWork.run(async (tx) => {
      const locked = await lockTickets(tx, [ticketId, intoTicketId]);
      const source = locked.find(({ id }) => id === ticketId);
      const into = locked.find(({ id }) => id === intoTicketId);
      if (!source || !into) throw new NotFound('ticket');
      if (source.mergedIntoId || into.mergedIntoId) throw new TicketMerged();
      const now = this.clock.now();
      const messageIds = await this.messagesOf(tx, source.id);
      if (source.originKind === 'split' && source.originId === into.id) await markStrangers(tx, messageIds, into);
      await moveMessages(tx, messageIds, source.id, into.id);
      const after = mergedState(source, into);
      const drafts = await moveDrafts(tx, source.id, into.id, now);
      for (const { agentId: writerId } of drafts) this.drafts.tell(tx, { agentId: writerId, ticketId: into.id }, '');
      const addedTags = source.tags.filter((tag) => !into.tags.includes(tag));
      const undo: MergeUndo = {
        messageIds,
        tags: source.tags,
        status: source.status,
        snoozedUntil: source.snoozedUntil?.toISOString() ?? null,
        waitingSince: source.waitingSince?.toISOString() ?? null,
        drafts,
        into: {
          addedTags,
          status: into.status,
          statusAfter: after.status,
          waitingSince: into.waitingSince?.toISOString() ?? null,
        },
      };
      await clearTags(tx, source.id, source.tags);
      await addTags(tx, into.id, addedTags);
      await this.closeSource(tx, source.id, into.id, undo, now);
      await recountTicket(tx, into.id, after.status, now, after.waitingSince);
      const activityIds = await recordActivities(
        tx,
        [
          { ticketId: source.id, type: 'merged_into', agentId, data: { ticketId: into.id, number: into.number } },
          { ticketId: into.id, type: 'merged_from', agentId, data: { ticketId: source.id, number: source.number } },
        ],
        now,
      );
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [source.id, into.id], messageIds, activityIds });
      return { ticket: await loadTicketRow(tx, source.id), other: await loadTicketRow(tx, into.id) };
    });
  }

  private async messagesOf(tx: Tx, ticketId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('select id from messages where organisation_id = $1 and ticket_id = $2', [
      tx.organisationId,
      ticketId,
    ]);
    return rows.map(({ id }) => id);
  }

  private async closeSource(tx: Tx, sourceId: string, intoId: string, undo: MergeUndo, now: Date): Promise<void> {
    await tx.query(
      `update tickets set status = 'closed', snoozed_until = null, waiting_since = null, merged_into_id = $3, merge_undo = $4,
         message_count = 0, has_failed_delivery = false, version = version + 1, updated_at = $5
        where id = $1 and organisation_id = $2`,
      [sourceId, tx.organisationId, intoId, JSON.stringify(undo), now],
    );
    // It is found by what it became.
    await tx.query('delete from ticket_search where organisation_id = $1 and ticket_id = $2', [tx.organisationId, sourceId]);
  }
}

/** What was split off because its writer was a stranger comes back as a stranger's. */
async function markStrangers(tx: Tx, messageIds: readonly string[], into: LockedTicket): Promise<void> {
  await tx.query(
    `update messages m set from_stranger = true
      where m.organisation_id = $1 and m.id = any($2::uuid[]) and m.direction = 'inbound' and m.author_contact_id <> $4
        and not exists (
          select 1 from messages k
           where k.ticket_id = $3 and not k.from_stranger and (k.author_contact_id = m.author_contact_id
             or exists (select 1 from jsonb_array_elements(k.to_addresses || k.cc_addresses || k.bcc_addresses) a
                         where lower(a->>'address') = lower(m.author_address))))`,
    [tx.organisationId, messageIds, into.id, into.contactId],
  );
}

/** Who has begun an answer in both has both in one. @returns what stood in the first */
async function moveDrafts(tx: Tx, from: string, to: string, now: Date): Promise<MergeUndo['drafts']> {
  const drafts = await tx.query<MergeUndo['drafts'][number]>(
    `with gone as (delete from drafts where organisation_id = $1 and ticket_id = $2 returning *)
     select agent_id as "agentId", kind, content, updated_at as "updatedAt" from gone`,
    [tx.organisationId, from],
  );
  if (drafts.length === 0) return [];
  await tx.query(
    `insert into drafts as d (agent_id, ticket_id, kind, organisation_id, content, updated_at)
     select n."agentId", $2, n.kind, $1, n.content, n."updatedAt"
       from jsonb_to_recordset($3::jsonb) as n("agentId" uuid, kind text, content jsonb, "updatedAt" timestamptz)
     on conflict (agent_id, ticket_id, kind) do update set content = d.content || jsonb_build_object(
       'html', (d.content->>'html') || (excluded.content->>'html'),
       'attachmentIds', coalesce(d.content->'attachmentIds', '[]') || coalesce(excluded.content->'attachmentIds', '[]')),
       updated_at = $4`,
    [tx.organisationId, to, JSON.stringify(drafts), now],
  );
  return drafts;
}
