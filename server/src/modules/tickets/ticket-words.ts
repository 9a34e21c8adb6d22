import type { Identity } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

export interface WordsOfTicket {
  readonly shopId: string;
  readonly subject: string;
  /** What the customer is known by. */
  readonly identities: readonly Pick<Identity, 'kind' | 'value'>[];
  /** Of the newest messages, newest first, notes included; long ones are cut. */
  readonly texts: readonly string[];
}

/** What a ticket says, for who looks for something in it. */
@Injectable()
export class TicketWords {
  /** Undefined: there is no such ticket. */
  async of(tx: Reader, ticketId: string): Promise<WordsOfTicket | undefined> {
    const [row] = await tx.query<WordsOfTicket>(
      `select t.shop_id as "shopId", t.subject,
              coalesce((select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value))
                          from contact_identities i where i.contact_id = t.contact_id), '[]') as identities,
              array(select left(m.text, 20000) from messages m where m.ticket_id = t.id order by m.created_at desc, m.id desc limit 30) as texts
         from tickets t where t.organisation_id = $1 and t.id = $2`,
      [tx.organisationId, ticketId],
    );
    return row;
  }
}
