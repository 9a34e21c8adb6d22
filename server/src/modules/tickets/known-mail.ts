import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { knownAs } from './external-id.ts';

export interface SentElsewhere {
  readonly channelAccountId: string;
  readonly externalId: string;
  readonly references: readonly string[];
  readonly token: string | null;
  /** Mail addresses in lower case, without our own. */
  readonly recipients: readonly string[];
}

/** `here`: the very message is in a ticket. `thread`: it answers one of ours. `contact`: it goes to somebody known. */
export type MailRelation = 'here' | 'thread' | 'contact' | 'stranger';

/** What a message that a colleague sent outside Balie has to do with the tickets here. */
@Injectable()
export class KnownMail {
  async relationOf(tx: Tx, mail: SentElsewhere): Promise<MailRelation> {
    const [row] = await tx.query<{ here: boolean; thread: boolean; contact: boolean }>(
      `select exists (select 1 from messages where organisation_id = $1 and external_id = $3 and channel_account_id = $2) as here,
              exists (select 1 from messages where organisation_id = $1 and external_id = any($4) and channel_account_id = $2)
                or exists (select 1 from tickets where organisation_id = $1 and reply_token = $5) as thread,
              exists (select 1 from contact_identities where organisation_id = $1 and kind = 'email' and value = any($6)) as contact`,
      [tx.organisationId, mail.channelAccountId, knownAs(mail.externalId), mail.references.map(knownAs), mail.token, mail.recipients],
    );
    if (row?.here) return 'here';
    if (row?.thread) return 'thread';
    return row?.contact ? 'contact' : 'stranger';
  }

  /** Does it belong into a ticket of which this address is not the customer? @param from in lower case */
  async answersAnother(tx: Tx, mail: Pick<SentElsewhere, 'channelAccountId' | 'references' | 'token'>, from: string): Promise<boolean> {
    const found = await tx.query(
      `select 1 from tickets t
        where t.organisation_id = $1
          and (t.reply_token = $2 or t.id in (
            select ticket_id from messages where organisation_id = $1 and external_id = any($3) and channel_account_id = $4))
          and not exists (
            select 1 from contact_identities i
             where i.organisation_id = $1 and i.contact_id = t.contact_id and i.kind = 'email' and i.value = $5)
        limit 1`,
      [tx.organisationId, mail.token, mail.references.map(knownAs), mail.channelAccountId, from],
    );
    return found.length > 0;
  }
}
