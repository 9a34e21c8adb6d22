import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { CallEvent } from './call-event.ts';
import { CALL_COLUMNS, type CallRow } from './call-row.ts';

export interface CallOf {
  readonly accountId: string;
  readonly shopId: string;
  readonly number: string | null;
  readonly agent: { readonly id: string | null; readonly name: string } | null;
}

/** A second colleague answers the same call: it was passed on. The moments may come in any order. */
const SPOKE_BEFORE = `(excluded.agent_name <> calls.agent_name and excluded.answered_at < calls.answered_at)`;
const SPOKE_AFTER = `(excluded.agent_name <> calls.agent_name and excluded.answered_at >= calls.answered_at
  and excluded.answered_at > coalesce(calls.passed_on_at, '-infinity'))`;

/** The table of calls. */
@Injectable()
export class Calls {
  constructor(private readonly clock: Clock) {}

  /**
   * Adds a moment to its call: the earliest ring and answer and the latest end hold, so that neither order nor repetition matters.
   * @returns the call, locked until the transaction ends
   */
  async add(tx: Tx, event: CallEvent, { accountId, shopId, number, agent }: CallOf): Promise<CallRow> {
    const answeredAt = event.moment === 'answered' ? event.at : event.answeredAt;
    const [row] = await tx.query<CallRow>(
      `insert into calls (id, organisation_id, channel_account_id, shop_id, provider_call_id, direction, number, caller_name, rang_at,
         answered_at, ended_at, end_reason, answered_elsewhere, agent_id, agent_name, recording_url, created_at, updated_at)
       values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)
       on conflict (channel_account_id, provider_call_id) do update set
         number = coalesce(calls.number, excluded.number), caller_name = coalesce(calls.caller_name, excluded.caller_name),
         rang_at = least(calls.rang_at, excluded.rang_at), answered_at = least(calls.answered_at, excluded.answered_at),
         ended_at = greatest(calls.ended_at, excluded.ended_at), end_reason = coalesce(excluded.end_reason, calls.end_reason),
         answered_elsewhere = calls.answered_elsewhere or excluded.answered_elsewhere,
         agent_id = case when ${SPOKE_BEFORE} then excluded.agent_id else coalesce(calls.agent_id, excluded.agent_id) end,
         agent_name = case when ${SPOKE_BEFORE} then excluded.agent_name else coalesce(calls.agent_name, excluded.agent_name) end,
         passed_on_id = case when ${SPOKE_AFTER} then excluded.agent_id when ${SPOKE_BEFORE} then coalesce(calls.passed_on_id, calls.agent_id)
           else calls.passed_on_id end,
         passed_on_name = case when ${SPOKE_AFTER} then excluded.agent_name
           when ${SPOKE_BEFORE} then coalesce(calls.passed_on_name, calls.agent_name) else calls.passed_on_name end,
         passed_on_at = case when ${SPOKE_AFTER} then excluded.answered_at when ${SPOKE_BEFORE} then coalesce(calls.passed_on_at, calls.answered_at)
           else calls.passed_on_at end,
         recording_url = coalesce(excluded.recording_url, calls.recording_url), updated_at = excluded.updated_at
       returning ${CALL_COLUMNS}`,
      [
        tx.organisationId,
        newId(),
        accountId,
        shopId,
        storable(event.callId),
        event.direction,
        number,
        event.callerName && storable(event.callerName).slice(0, 200),
        answeredAt && answeredAt < event.at ? answeredAt : event.at,
        answeredAt,
        event.moment === 'ended' ? event.at : null,
        event.endReason && storable(event.endReason).slice(0, 100),
        event.answeredElsewhere,
        agent?.id ?? null,
        agent && storable(agent.name).slice(0, 200),
        event.recordingUrl && storable(event.recordingUrl).slice(0, 1000),
        this.clock.now(),
      ],
    );
    if (!row) throw new Error('A call was neither added nor changed');
    return row;
  }

  /**
   * Under which of the provider's ids we know this call: one that was passed on may go on under another.
   * What had come of the other before stays a call of its own: two colleagues who spoke with each other.
   */
  async knownAs(tx: Tx, accountId: string, { callId, continues }: Pick<CallEvent, 'callId' | 'continues'>): Promise<string> {
    const id = storable(callId);
    if (continues !== null) {
      // Passed on once more, it goes on under the newest.
      const [merged] = await tx.query<{ id: string }>(
        `update calls set continued_as = $4 where organisation_id = $1 and channel_account_id = $2
            and (provider_call_id = $3 or continued_as = $3) returning provider_call_id as id`,
        [tx.organisationId, accountId, storable(continues), id],
      );
      if (merged) return merged.id;
    }
    const [known] = await tx.query<{ id: string }>(
      'select provider_call_id as id from calls where organisation_id = $1 and channel_account_id = $2 and continued_as = $3',
      [tx.organisationId, accountId, id],
    );
    return known?.id ?? id;
  }

  async find(tx: Tx, id: string): Promise<CallRow | undefined> {
    const [row] = await tx.query<CallRow>(`select ${CALL_COLUMNS} from calls where organisation_id = $1 and id = $2 for update`, [
      tx.organisationId,
      id,
    ]);
    return row;
  }

  /** The newest call from this number that nobody has returned, on the same line: a further one belongs to it. */
  async toReturn(tx: Tx, call: CallRow): Promise<CallRow | undefined> {
    if (call.number === null) return undefined;
    const [row] = await tx.query<CallRow>(
      `select ${CALL_COLUMNS} from calls
        where organisation_id = $1 and number = $2 and channel_account_id = $3 and outcome = 'missed' and called_back_at is null and id <> $4
        order by rang_at desc limit 1`,
      [tx.organisationId, call.number, call.channel_account_id, call.id],
    );
    return row;
  }

  /** Somebody spoke to the caller: what they called for before has had its answer. @returns the calls that had none yet */
  markReturned(tx: Tx, by: CallRow, at: Date): Promise<CallRow[]> {
    return tx.query<CallRow>(
      `update calls set called_back_at = $4, updated_at = $5
        where organisation_id = $1 and number = $2 and rang_at <= $3 and outcome = 'missed' and called_back_at is null and id <> $6
       returning ${CALL_COLUMNS}`,
      [tx.organisationId, by.number, by.rang_at, at, this.clock.now(), by.id],
    );
  }

  /** When somebody spoke to this number first after it had called in vain; moments of two calls may come in disorder too. */
  async spokenSince(tx: Tx, missed: CallRow): Promise<{ readonly at: Date; readonly direction: CallRow['direction'] } | undefined> {
    if (missed.number === null) return undefined;
    const [later] = await tx.query<{ at: Date; direction: CallRow['direction'] }>(
      `select coalesce(answered_at, ended_at) as at, direction from calls
        where organisation_id = $1 and number = $2 and rang_at >= $3 and id <> $4 and (answered_at is not null or answered_elsewhere)
        order by 1 limit 1`,
      [tx.organisationId, missed.number, missed.rang_at, missed.id],
    );
    return later;
  }

  async set(
    tx: Tx,
    id: string,
    changes: Partial<Pick<CallRow, 'outcome' | 'called_back_at' | 'ended_at' | 'message_id' | 'contact_id' | 'wrap_up'>>,
  ) {
    const columns = Object.keys(changes);
    const values = Object.entries(changes).map(([column, value]) => (column === 'wrap_up' ? JSON.stringify(value) : value));
    await tx.query(
      `update calls set ${columns.map((column, n) => `${column} = $${n + 3}`).join(', ')} where organisation_id = $1 and id = $2`,
      [tx.organisationId, id, ...values],
    );
  }
}
