import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { FailedMessage } from '@balie/shared/contracts/failed-messages.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { FailedMessagesBroadcast } from './failed-messages-broadcast.ts';
import { addIntakeJob } from './intake.job.ts';
import type { KeptContents } from './raw-contents.ts';

interface FailedRow {
  readonly id: string;
  readonly channel_account_id: string;
  readonly channel_name: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly size_bytes: number;
  readonly summary: string;
  readonly received_at: Date;
  readonly updated_at: Date;
}
export interface RawFile extends KeptContents {
  readonly channelAccountId: string;
  readonly receivedAt: Date;
}

const marker = z.tuple([z.iso.datetime(), z.uuid()]);

/** Inbound messages that could not be taken in. They stay until a person retries or deletes them. */
@Injectable()
export class FailedMessages {
  constructor(
    private readonly jobs: Jobs,
    private readonly broadcast: FailedMessagesBroadcast,
  ) {}

  /** The latest failure first. */
  async list(tx: Tx, { cursor, limit }: PageQuery): Promise<{ items: FailedMessage[]; nextCursor: string | null }> {
    const [failedAt, id] = cursor ? decodeCursor(cursor, marker) : [null, null];
    const rows = await tx.query<FailedRow>(
      `select r.id, r.channel_account_id, a.name as channel_name, r.reason, r.attempts, r.size_bytes::float8 as size_bytes,
              r.summary, r.received_at, r.updated_at
         from raw_messages r join channel_accounts a on a.id = r.channel_account_id
        where r.organisation_id = $1 and r.state = 'failed'
          and ($2::timestamptz is null or (r.updated_at, r.id) < ($2::timestamptz, $3::uuid))
        order by r.updated_at desc, r.id desc limit $4`,
      [tx.organisationId, failedAt, id, limit + 1],
    );
    return toPage(rows, limit, toFailedMessage, (row) => [row.updated_at.toISOString(), row.id]);
  }

  /** @throws {NotFound} */
  async rawFile(tx: Tx, id: string): Promise<RawFile> {
    const [file] = await tx.query<RawFile>(
      `select channel_account_id as "channelAccountId", storage_key as "storageKey", contents, received_at as "receivedAt"
         from raw_messages where organisation_id = $1 and id = $2 and state = 'failed'`,
      [tx.organisationId, id],
    );
    if (!file) throw new NotFound('failed message');
    return file;
  }

  /** @param id one message; all of the organisation when it is absent @throws {NotFound} for one that is not there */
  async retry(tx: Tx, id?: string): Promise<void> {
    const rows = await tx.query<{ channel_account_id: string }>(
      `update raw_messages set state = 'pending', attempts = 0, reason = null
        where organisation_id = $1 and state = 'failed' and ($2::uuid is null or id = $2) returning channel_account_id`,
      [tx.organisationId, id ?? null],
    );
    if (id !== undefined && rows.length === 0) throw new NotFound('failed message');
    for (const accountId of new Set(rows.map((row) => row.channel_account_id))) await addIntakeJob(this.jobs, tx, accountId);
    this.tell(tx);
  }

  /** @returns the file that nothing refers to any more @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<RawFile> {
    const file = await this.rawFile(tx, id);
    await tx.query(`delete from raw_messages where organisation_id = $1 and id = $2`, [tx.organisationId, id]);
    this.tell(tx);
    return file;
  }

  private tell(tx: Tx): void {
    const organisationId = currentOrganisationId();
    tx.afterCommit(() => this.broadcast.changed(organisationId));
  }
}

function toFailedMessage(row: FailedRow): FailedMessage {
  return {
    id: row.id,
    channelAccountId: row.channel_account_id,
    channelName: row.channel_name,
    reason: row.reason ?? '',
    attempts: row.attempts,
    sizeBytes: row.size_bytes,
    summary: row.summary,
    receivedAt: row.received_at.toISOString(),
    failedAt: row.updated_at.toISOString(),
  };
}
