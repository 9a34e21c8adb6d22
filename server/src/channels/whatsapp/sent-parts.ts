import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';

/** One of the messages at WhatsApp that together are one answer of ours. */
export interface SentPart {
  readonly messageId: string;
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

const CALLBACK = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,3}):(\d{1,3})$/;

/**
 * What of an answer has left. WhatsApp takes one file per message, so an answer with several leaves in parts, and a part
 * that has left is not sent again. Meta gives back what we wrote on each part, so that its status tells which one it is.
 */
@Injectable()
export class SentParts {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  write({ messageId, number, count }: SentPart): string {
    return `${messageId}:${number}:${count}`;
  }

  /** Undefined for what we did not write. */
  read(callbackData: string | undefined): SentPart | undefined {
    const [, messageId, number, count] = CALLBACK.exec(callbackData ?? '') ?? [];
    return messageId === undefined ? undefined : { messageId, number: Number(number), count: Number(count) };
  }

  async of(messageId: string): Promise<ReadonlyMap<number, string>> {
    const rows = await this.unitOfWork.run((tx) =>
      tx.query<{ part: number; externalId: string }>(
        'select part, external_id as "externalId" from sent_parts where organisation_id = $1 and message_id = $2',
        [tx.organisationId, messageId],
      ),
    );
    return new Map(rows.map(({ part, externalId }) => [part, externalId]));
  }

  /** Nothing happens for a message that is not this account's. */
  async note(channelAccountId: string, { messageId, number }: SentPart, externalId: string): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query(
        `insert into sent_parts (organisation_id, message_id, part, external_id)
         select $1, id, $4, $5 from messages where organisation_id = $1 and id = $2 and channel_account_id = $3
         on conflict (message_id, part) do nothing`,
        [tx.organisationId, messageId, channelAccountId, number, externalId],
      ),
    );
  }

  /** One has failed: sent again, all of them are. */
  async forget({ messageId }: SentPart): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('delete from sent_parts where organisation_id = $1 and message_id = $2', [tx.organisationId, messageId]),
    );
  }
}
