import type { ChannelAccountStatus } from '@balie/shared/contracts/channels.ts';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId, inOrganisation } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Log } from '../../platform/logging/log.ts';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { AccountAlarm } from './account-alarm.ts';
import { type Direction, type Fault, type Faults, isLasting, statusWith, worstOf } from './account-status.ts';
import { channelAccountSends } from './channel-account.events.ts';
import { ChannelAccountBroadcast } from './channel-account-broadcast.ts';
import type { Backfill } from './channel-account-row.ts';

/** Why an account does not work. */
export type AccountFault = Pick<Fault, 'code' | 'message'>;

/** A success is written once per second at most; nobody looks more often. */
const SUCCESS_INTERVAL_MS = 1_000;

interface HealthRow {
  readonly status: ChannelAccountStatus;
  readonly faults: Faults;
  readonly alarmed: boolean;
}

/**
 * How the connected accounts fare, as their pullers and senders report it: kept with the account and shown at once.
 * A mailbox that takes mail in and cannot send stays visible as such: each direction reports for itself. Reports run in
 * the scope of the account's organisation. They never fail: a status that could not be written is logged.
 */
@Injectable()
export class AccountHealth implements BeforeApplicationShutdown {
  private readonly log: Logger;
  private readonly successes = new KeyedThrottle(SUCCESS_INTERVAL_MS);
  /** The newest report of each account that is being written: the next waits for it, so that the last one said is the last one kept. */
  private readonly writing = new Map<string, Promise<void>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly broadcast: ChannelAccountBroadcast,
    private readonly alarm: AccountAlarm,
    private readonly outbox: Outbox,
    log: Log,
  ) {
    this.log = log.named('channels');
  }

  /** The provider was reached. @param lagSeconds between arrival there and arrival here of the newest message, if one came */
  working(channelAccountId: string, direction: Direction, lagSeconds?: number): void {
    const at = this.clock.now();
    const organisationId = currentOrganisationId();
    this.successes.run(`${channelAccountId}:${direction}`, () =>
      inOrganisation(organisationId, () => this.report(channelAccountId, direction, undefined, at, lagSeconds)),
    );
  }

  /** It does not work for now and is tried again without anybody's help. */
  retrying(channelAccountId: string, direction: Direction, fault: AccountFault): void {
    this.fail(channelAccountId, direction, fault, false);
  }

  /** It cannot work until a person acts. Whoever reports this stops trying. */
  needsAttention(channelAccountId: string, direction: Direction, fault: AccountFault): void {
    this.fail(channelAccountId, direction, fault, true);
  }

  /** History is coming in: the progress, kept in the transaction that brought a part of it. */
  async backfill(tx: Tx, channelAccountId: string, progress: Backfill): Promise<void> {
    await tx.query('update channel_accounts set backfill = $3, updated_at = now() where organisation_id = $1 and id = $2', [
      tx.organisationId,
      channelAccountId,
      JSON.stringify(progress),
    ]);
    const organisationId = currentOrganisationId();
    tx.afterCommit(() => this.broadcast.changed(organisationId, channelAccountId, progress.finishedAt !== null));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.successes.flush();
    await Promise.all(this.writing.values());
  }

  private fail(channelAccountId: string, direction: Direction, { code, message }: AccountFault, needsPerson: boolean): void {
    const at = this.clock.now();
    const fault = { code, message: message.slice(0, 1_000), at: at.toISOString(), since: at.toISOString(), needsPerson };
    this.successes.runNow(`${channelAccountId}:${direction}`, () => this.report(channelAccountId, direction, fault, at));
  }

  private report(id: string, direction: Direction, fault: Fault | undefined, at: Date, lagSeconds?: number): Promise<void> {
    const work = (this.writing.get(id) ?? Promise.resolve())
      .then(() => this.unitOfWork.run((tx) => this.write(tx, id, direction, fault, at, lagSeconds)))
      .catch((error: unknown) => {
        this.log.warn({ err: error, channelAccountId: id }, 'The health of an account could not be written');
      })
      .finally(() => {
        if (this.writing.get(id) === work) this.writing.delete(id);
      });
    this.writing.set(id, work);
    return work;
  }

  private async write(tx: Tx, id: string, direction: Direction, reported: Fault | undefined, at: Date, lagSeconds: number | undefined) {
    const [before] = await tx.query<HealthRow>(
      `select status, faults, alarmed_at is not null as alarmed
         from channel_accounts where organisation_id = $1 and id = $2 and removed_at is null for update`,
      [tx.organisationId, id],
    );
    if (!before) return;
    const earlier = before.faults[direction];
    const fault = reported && { ...reported, since: earlier?.since ?? earlier?.at ?? reported.since };
    const faults: Faults = { ...before.faults, [direction]: fault };
    const status = statusWith(before.status, faults, direction);
    const worst = worstOf(faults);
    const alarms = status === 'needs_attention' || (status === 'retrying' && fault !== undefined && isLasting(fault));
    await tx.query(
      `update channel_accounts
          set status = $3, faults = $4, last_error_code = $5, last_error = $6, last_error_at = coalesce($7, last_error_at),
              last_success_at = coalesce($8, last_success_at), lag_seconds = coalesce($9, lag_seconds), updated_at = now(),
              alarmed_at = case when $3 = 'connected' then null when $11 then coalesce(alarmed_at, $10) else alarmed_at end
        where organisation_id = $1 and id = $2`,
      [
        tx.organisationId,
        id,
        status,
        JSON.stringify(faults),
        worst?.code ?? null,
        worst?.message ?? null,
        fault ? at : null,
        fault ? null : at,
        lagSeconds ?? null,
        at,
        alarms,
      ],
    );
    // Once, until it has worked again: a retry by hand that fails the same way is no news to anybody.
    const alarmsNow = alarms && !before.alarmed;
    if (alarmsNow) await this.alarm.raise(tx, id);
    const organisationId = currentOrganisationId();
    // What waits for its next attempt since then need not wait any longer.
    if (direction === 'send' && earlier && !fault) await this.outbox.add(tx, channelAccountSends, { organisationId, channelAccountId: id });
    const isNews = before.status !== status || alarmsNow;
    if (before.status !== status)
      this.log.info({ channelAccountId: id, from: before.status, to: status, fault: fault?.code }, 'An account changed its status');
    tx.afterCommit(() => this.broadcast.changed(organisationId, id, isNews));
  }
}
