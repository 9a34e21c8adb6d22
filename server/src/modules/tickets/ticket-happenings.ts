import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import type { Activity, DeliveryState } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import type { MessageNature } from './ticket-intake.ts';

export interface HappenedMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly nature: MessageNature;
  /** Ours, and to none of the ticket's customers. */
  readonly aside: boolean;
  readonly deliveryState: DeliveryState;
  readonly call: CallFacts | null;
  readonly at: Date;
}
export interface HappenedActivity {
  readonly id: string;
  readonly ticketId: string;
  readonly type: Activity['type'];
  readonly agentId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** What events of tickets tell of, by its ids. */
@Injectable()
export class TicketHappenings {
  async read(
    reader: Reader,
    ids: { readonly messages: readonly string[]; readonly activities: readonly string[] },
  ): Promise<{ readonly messages: HappenedMessage[]; readonly activities: HappenedActivity[] }> {
    const [messages, activities] = await Promise.all([
      reader.prepared<HappenedMessage>(
        `select m.id, m.ticket_id as "ticketId", m.direction, m.nature, m.aside, m.delivery_state as "deliveryState", m.call,
                m.created_at as at
           from messages m where m.id = any($1::uuid[]) and m.organisation_id = $2 and m.direction <> 'note' order by m.created_at, m.id`,
        [ids.messages, reader.organisationId],
      ),
      reader.prepared<HappenedActivity>(
        `select v.id, v.ticket_id as "ticketId", v.type, v.agent_id as "agentId", v.data, v.created_at as at
           from activities v where v.id = any($1::uuid[]) and v.organisation_id = $2 order by v.created_at, v.id`,
        [ids.activities, reader.organisationId],
      ),
    ]);
    return { messages, activities };
  }
}
