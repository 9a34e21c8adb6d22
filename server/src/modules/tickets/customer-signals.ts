import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';

/** The customer's message that a colleague has before them. */
interface SeenMessage {
  readonly id: string;
  readonly externalId: string;
  readonly channelAccountId: string;
  /** The customer knows that it was read. */
  readonly told: boolean;
}

/** What customers may be told of the desk: that somebody read their message, and that somebody writes. */
@Injectable()
export class CustomerSignals {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The newest of a ticket, where its account tells customers of it; whatever came before is read with it. */
  async newest(ticketId: string): Promise<SeenMessage | undefined> {
    const [found] = await this.unitOfWork.run((tx) =>
      tx.query<SeenMessage>(
        `select m.id, m.external_id as "externalId", m.channel_account_id as "channelAccountId", m.read_told_at is not null as told
           from messages m join channel_accounts a on a.id = m.channel_account_id and a.tells_reading and a.removed_at is null
          where m.organisation_id = $1 and m.ticket_id = $2 and m.direction = 'inbound' and m.external_id is not null and m.nature = 'personal'
          order by m.created_at desc, m.id desc limit 1`,
        [tx.organisationId, ticketId],
      ),
    );
    return found;
  }

  async markTold(messageId: string, at: Date): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('update messages set read_told_at = $3 where organisation_id = $1 and id = $2 and read_told_at is null', [
        tx.organisationId,
        messageId,
        at,
      ]),
    );
  }
}
