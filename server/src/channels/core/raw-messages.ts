import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { LeftOutFile } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { addIntakeJob } from './intake.job.ts';
import { IntakeTurns } from './intake-turns.ts';
import { type KeptContents, RawContents } from './raw-contents.ts';

/** A message as the provider gave it, before anybody looked inside. */
export interface IncomingRaw {
  /** The provider's own key of it, unique within the account: a message that comes twice is stored once. */
  readonly externalKey: string;
  readonly contents: Uint8Array;
  /** When the provider had it. */
  readonly receivedAt: Date;
  /** What can be read of it without parsing, for the screen of failed messages; for mail the From and Subject lines. */
  readonly summary: string;
  /** History: brought in without notifications. */
  readonly silent: boolean;
  /** Set when it is known already that it cannot be handled; it goes straight to the failed messages. */
  readonly failedBecause?: string;
  /** What of it was not taken in, because it is too large. */
  readonly leftOut?: readonly LeftOutFile[];
}

const MAX_SUMMARY = 500;

/** The first stop of every message: stored and queued in one transaction, and only then acknowledged to the provider. */
@Injectable()
export class RawMessages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: RawContents,
    private readonly jobs: Jobs,
    private readonly turns: IntakeTurns,
    private readonly clock: Clock,
  ) {}

  /**
   * Durable when it resolves. Large contents go to the file storage first; rows, small contents and job follow in one
   * transaction (and one message to the database), unless a job is at work that will see them (see `IntakeTurns`).
   * @param alsoCommit runs in that transaction: the provider's cursor moves with the rows or not at all
   * @returns how many were new
   */
  async store(channelAccountId: string, messages: readonly IncomingRaw[], alsoCommit?: (tx: Tx) => Promise<void>): Promise<number> {
    const kept = await Promise.all(messages.map((message) => this.keep(channelAccountId, message)));
    const joined = this.turns.join(channelAccountId);
    const { told } = await this.unitOfWork
      .run(async (tx) => {
        const inserted = kept.length > 0 ? this.insert(tx, channelAccountId, kept) : [];
        // Also when all of them should turn out to be here already: to know that first would be a message and its answer more.
        if (kept.length > 0 && !joined) await addIntakeJob(this.jobs, tx, channelAccountId);
        await alsoCommit?.(tx);
        return { told: inserted };
      })
      .finally(joined);
    const newIds = new Set((await told).map(({ id }) => id));
    // Files of messages that had come before: a leftover is harmless, so nothing waits for this.
    void Promise.allSettled(kept.filter(({ id }) => !newIds.has(id)).map(({ kept: leftover }) => this.contents.forget(leftover)));
    return newIds.size;
  }

  private async keep(channelAccountId: string, message: IncomingRaw): Promise<KeptRaw> {
    const id = newId();
    const storageKey = `raw/${currentOrganisationId()}/${channelAccountId}/${id}`;
    return { ...message, id, kept: await this.contents.keep(storageKey, message.contents) };
  }

  private insert(tx: Tx, channelAccountId: string, kept: readonly KeptRaw[]): Promise<{ id: string }[]> {
    const now = this.clock.now();
    return tx.writeAndTell(
      `insert into raw_messages (id, organisation_id, channel_account_id, external_key, storage_key, contents, size_bytes,
                                 summary, silent, received_at, state, reason, left_out, created_at, updated_at)
       select m.id, $1, $2, m.external_key, m.storage_key, decode(m.contents, 'base64'), m.size_bytes, m.summary, m.silent, m.received_at,
              case when m.reason is null then 'pending' else 'failed' end, m.reason, m.left_out, $4, $4
         from json_to_recordset($3::json) as m(id uuid, external_key text, storage_key text, contents text, size_bytes bigint,
                                               summary text, silent boolean, received_at timestamptz, reason text, left_out jsonb)
       on conflict (channel_account_id, external_key) do nothing
       returning id`,
      [tx.organisationId, channelAccountId, JSON.stringify(kept.map(toRecord)), now],
    );
  }
}

type KeptRaw = IncomingRaw & { readonly id: string; readonly kept: KeptContents };

function toRecord(message: KeptRaw): object {
  return {
    id: message.id,
    external_key: message.externalKey,
    storage_key: message.kept.storageKey,
    contents: message.kept.contents?.toString('base64') ?? null,
    size_bytes: message.contents.byteLength,
    summary: storable(message.summary).slice(0, MAX_SUMMARY),
    silent: message.silent,
    received_at: message.receivedAt.toISOString(),
    reason: message.failedBecause ?? null,
    left_out: message.leftOut?.length ? message.leftOut.map((file) => ({ ...file, name: storable(file.name) })) : null,
  };
}

/** Text columns take neither NUL nor half a character. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
