import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

/** A ticket that could be given to somebody. */
export interface PoolTicket {
  readonly id: string;
  readonly channelKind: ChannelKind;
  readonly teamId: string | null;
  readonly tags: readonly string[];
}

/** Where a page of the pool goes on. */
export type PoolMarker = { readonly at: Date; readonly id: string };

const COLUMNS = 't.id, t.channel_kind as "channelKind", t.team_id as "teamId", t.tags';

/** Open tickets, as whoever gives them to colleagues sees them. */
@Injectable()
export class TicketPool {
  /** How many open tickets each colleague has, by channel. */
  load(reader: Reader): Promise<{ agentId: string; kind: ChannelKind; open: number }[]> {
    return reader.prepared(
      `select t.assignee_id as "agentId", t.channel_kind as kind, count(*)::int as open from tickets t
        where t.organisation_id = $1 and t.status = 'open' and t.assignee_id is not null group by 1, 2`,
      [reader.organisationId],
    );
  }

  /**
   * Nobody's, with a customer who waits: the longest first. One that a person gave back to nobody is for a person to give away, until it goes
   * to a team.
   */
  async page(
    reader: Reader,
    after: PoolMarker | undefined,
    limit: number,
  ): Promise<{ readonly tickets: readonly PoolTicket[]; readonly next: PoolMarker | undefined }> {
    const rows = await reader.prepared<PoolTicket & { at: Date; released: boolean | null }>(
      `select ${COLUMNS}, t.waiting_since as at,
              (select v.type = 'assigned' and v.agent_id is not null and v.data->>'to' is null from activities v
                where v.ticket_id = t.id and v.type in ('assigned', 'team_changed') order by v.created_at desc, v.id desc limit 1) as released
         from tickets t
        where t.organisation_id = $1 and t.status = 'open' and t.waiting_since is not null and t.assignee_id is null
          and (t.waiting_since, t.id) > ($2, $3::uuid)
        order by t.waiting_since, t.id limit $4`,
      [reader.organisationId, after?.at ?? new Date(0), after?.id ?? '00000000-0000-0000-0000-000000000000', limit],
    );
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { tickets: rows.filter(({ released }) => released !== true), next: last && { at: last.at, id: last.id } };
  }

  /** What a colleague has open and did not get since then: whoever gave it to them meanwhile knew that they are not there. */
  heldBy(reader: Reader, agentId: string, since: Date, limit: number): Promise<PoolTicket[]> {
    return reader.prepared<PoolTicket>(
      `select ${COLUMNS} from tickets t
        where t.organisation_id = $1 and t.assignee_id = $2 and t.status = 'open'
          and not exists (select from activities v
            where v.ticket_id = t.id and v.type = 'assigned' and v.created_at > $3 and v.data->>'to' = $2::text)
        order by t.waiting_since nulls last, t.id limit $4`,
      [reader.organisationId, agentId, since, limit],
    );
  }
}
