import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import type { LeftOutFile } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { FailedMessagesBroadcast } from './failed-messages-broadcast.ts';

export interface PendingMessage {
  readonly id: string;
  readonly external_key: string;
  readonly storage_key: string;
  readonly contents: Buffer | null;
  readonly size_bytes: number;
  readonly received_at: Date;
  readonly silent: boolean;
  /** Earlier attempts that did not come to an end. */
  readonly attempts: number;
  readonly left_out: readonly LeftOutFile[] | null;
}

/** Messages that are parsed ahead of the one being accepted, at most so many and of so many bytes together. */
const WINDOW = 64;
const WINDOW_BYTES = 32 * 1024 * 1024;
/**
 * An attempt that neither ended nor was taken back is one in which the process died: of this message, or because it was
 * killed just then. Few are blamed wrongly when many are needed, and a process that is killed ten times blames nobody.
 */
export const DEADLY_ATTEMPTS = 11;

/** The raw messages of an account that wait for intake, in the order in which they are taken in. */
@Injectable()
export class PendingMessages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failed: FailedMessagesBroadcast,
  ) {}

  /**
   * The next few; new messages before history. The attempt is counted now, before anybody looks inside: a message that
   * kills the process is recognised by it afterwards, and is then handled alone, so that its neighbours are not blamed.
   */
  async take(channelAccountId: string): Promise<PendingMessage[]> {
    return this.unitOfWork.run(async (tx) => {
      let waiting = await this.waiting(tx, channelAccountId);
      while (waiting.some(({ attempts }) => attempts >= DEADLY_ATTEMPTS)) {
        await this.failDeadly(tx, waiting);
        waiting = await this.waiting(tx, channelAccountId);
      }
      const taken = windowOf(waiting);
      if (taken.length > 0) await this.count(tx, taken, 1);
      return taken;
    });
  }

  /** The attempts ended without a result, for no fault of the messages. */
  async giveBack(messages: readonly PendingMessage[]): Promise<void> {
    await this.unitOfWork.run((tx) => this.count(tx, messages, -1));
  }

  async markDone(tx: Tx, id: string, messageId: string | null, remark: string | null): Promise<void> {
    tx.write(
      `update raw_messages set state = 'done', message_id = $3, reason = $4, updated_at = $5 where organisation_id = $1 and id = $2`,
      [tx.organisationId, id, messageId, remark, this.clock.now()],
    );
  }

  /** Several, in one statement. */
  markAllDone(tx: Tx, done: readonly { readonly id: string; readonly messageId: string; readonly remark: string | null }[]): void {
    tx.write(
      `update raw_messages r set state = 'done', message_id = d.message_id, reason = d.reason, updated_at = $2
         from unnest($3::uuid[], $4::uuid[], $5::text[]) as d (id, message_id, reason)
        where r.organisation_id = $1 and r.id = d.id`,
      [
        tx.organisationId,
        this.clock.now(),
        done.map(({ id }) => id),
        done.map(({ messageId }) => messageId),
        done.map(({ remark }) => remark),
      ],
    );
  }

  async markFailed(tx: Tx, id: string, reason: string): Promise<void> {
    const organisationId = currentOrganisationId();
    tx.write(`update raw_messages set state = 'failed', reason = $3, updated_at = $4 where organisation_id = $1 and id = $2`, [
      tx.organisationId,
      id,
      reason,
      this.clock.now(),
    ]);
    tx.afterCommit(() => this.failed.changed(organisationId));
  }

  private waiting(tx: Tx, channelAccountId: string): Promise<PendingMessage[]> {
    return tx.prepared<PendingMessage>(
      `select id, external_key, storage_key, contents, size_bytes::float8 as size_bytes, received_at, silent, attempts, left_out
         from raw_messages
        where organisation_id = $1 and channel_account_id = $2 and state = 'pending'
        order by silent, created_at, id limit ${WINDOW}`,
      [tx.organisationId, channelAccountId],
    );
  }

  private async failDeadly(tx: Tx, messages: readonly PendingMessage[]): Promise<void> {
    const organisationId = currentOrganisationId();
    const failed = await tx.execute(
      `update raw_messages set state = 'failed', reason = '${reason('parser-crashed')}', updated_at = $3
        where organisation_id = $1 and id = any($2) and state = 'pending' and attempts >= ${DEADLY_ATTEMPTS}`,
      [tx.organisationId, messages.map(({ id }) => id), this.clock.now()],
    );
    if (failed > 0) tx.afterCommit(() => this.failed.changed(organisationId));
  }

  private async count(tx: Tx, messages: readonly PendingMessage[], change: 1 | -1): Promise<void> {
    tx.write(
      `update raw_messages set attempts = greatest(0, attempts + $3) where organisation_id = $1 and id = any($2) and state = 'pending'`,
      [tx.organisationId, messages.map(({ id }) => id), change],
    );
  }
}

/** The first of the waiting ones that may be looked at together. */
export function windowOf<M extends Pick<PendingMessage, 'attempts' | 'size_bytes'>>(waiting: readonly M[]): M[] {
  const window: M[] = [];
  let bytes = 0;
  for (const message of waiting) {
    bytes += message.size_bytes;
    const suspect = message.attempts > 0;
    if (window.length > 0 && (suspect || bytes > WINDOW_BYTES)) break;
    window.push(message);
    if (suspect) break;
  }
  return window;
}
