import type { RingingCall } from '@balie/shared/contracts/ringing-calls.ts';
import type { TicketStatus } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';

/** No telephone rings longer; of an older call the end was not told. */
const MAX_RINGING_MS = 3 * 60_000;
const SHOWN_TICKETS = 3;

interface Row {
  readonly id: string;
  readonly channel_account_id: string;
  readonly shop_id: string;
  readonly number: string | null;
  readonly contact_id: string | null;
  readonly contact_name: string | null;
  readonly rang_at: Date;
  readonly ticket_id: string | null;
  readonly ticket_number: number | null;
  readonly open: { id: string; number: number; subject: string; preview: string; status: TicketStatus; total: number }[];
}

/** The incoming calls that ring, each with its caller and what the caller has going on. */
@Injectable()
export class RingingCalls {
  constructor(private readonly clock: Clock) {}

  all(tx: Reader): Promise<RingingCall[]> {
    return this.load(tx, null);
  }

  /** Undefined: it rings no more. */
  async one(tx: Reader, callId: string): Promise<RingingCall | undefined> {
    return (await this.load(tx, callId))[0];
  }

  private async load(tx: Reader, callId: string | null): Promise<RingingCall[]> {
    const rows = await tx.query<Row>(
      `select c.id, c.channel_account_id, c.shop_id, c.number, c.contact_id, k.name as contact_name, c.rang_at, m.ticket_id, t.number as ticket_number,
              coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'subject', o.subject, 'preview', o.preview, 'status', o.status, 'total', o.total))
                from (select t2.*, count(*) over () as total from tickets t2
                       where t2.organisation_id = $1 and t2.contact_id = c.contact_id and t2.merged_into_id is null
                         and t2.status in ('open', 'pending', 'snoozed') and t2.id <> m.ticket_id
                       order by t2.last_message_at desc, t2.id desc limit ${SHOWN_TICKETS}) o), '[]') as open
         from calls c
         left join contacts k on k.id = c.contact_id
         left join messages m on m.id = c.message_id
         left join tickets t on t.id = m.ticket_id
        where c.organisation_id = $1 and ($2::uuid is null or c.id = $2) and c.direction = 'inbound'
          and c.answered_at is null and c.ended_at is null and c.rang_at > $3
        order by c.rang_at, c.id limit 20`,
      [tx.organisationId, callId, new Date(this.clock.now().getTime() - MAX_RINGING_MS)],
    );
    return rows.map(toRinging);
  }
}

function toRinging(row: Row): RingingCall {
  return {
    id: row.id,
    channelAccountId: row.channel_account_id,
    shopId: row.shop_id,
    number: row.number,
    // Of whom nothing is known there is a contact too, made a moment ago and called like the number.
    contact: row.contact_id && row.contact_name ? { id: row.contact_id, name: row.contact_name } : null,
    rangAt: row.rang_at.toISOString(),
    ticket: row.ticket_id && row.ticket_number !== null ? { id: row.ticket_id, number: row.ticket_number } : null,
    open: row.open.map(({ total: _total, ...ticket }) => ticket),
    openCount: row.open[0]?.total ?? 0,
  };
}
