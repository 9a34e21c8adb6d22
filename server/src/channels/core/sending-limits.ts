import { Injectable } from '@nestjs/common';
import { HeldMessages } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AccountLimitsStore, type Throttle } from './account-limits.ts';
import type { SendResult } from './channel-adapter.ts';
import { type SendingLimit, schedule } from './sending-schedule.ts';
import { Sendings } from './sendings.ts';

/** Seconds before a provider that takes nothing is asked again: after its first refusal, the second, and so on. */
const THROTTLE_WAITS = [60, 120, 300, 600, 1_200, 1_800, 3_600] as const;
/** A refusal so long after the last one, with nothing tried between, is another story. */
const FORGOTTEN_MS = 24 * 3_600_000;

export interface Due {
  readonly id: string;
  readonly ticketId: string;
}

/** What may leave now. */
export interface Admission {
  readonly messages: readonly Due[];
  /** The account has a limit, or a provider that refuses: what is left waits for its turn. */
  readonly isLimited: boolean;
  /** To be called when they were tried. @param tried handed to the provider @param sent accepted by it */
  settle(tried: number, sent: number): Promise<void>;
}

/** A provider takes nothing of an account. */
export interface Refusal {
  /** Nothing is tried before. */
  readonly until: Date;
  /** Nothing was taken since. */
  readonly since: Date;
}

/** Lets as many messages leave as the account's limits allow, and tells the others when their turn comes. */
@Injectable()
export class SendingLimits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: AccountLimitsStore,
    private readonly sendings: Sendings,
    private readonly held: HeldMessages,
    private readonly clock: Clock,
  ) {}

  /** Asked by the one job that runs for the account. @param due in the order they are to leave */
  async admit(channelAccountId: string, due: readonly Due[]): Promise<Admission> {
    const now = this.clock.now().getTime();
    const { limits, throttle, sent, free, countedAt } = await this.unitOfWork.run(async (tx) => {
      const known = await this.store.of(tx, channelAccountId);
      const { sending } = known.limits;
      const before = isLimit(sending) ? await this.sendings.lastDay(tx, channelAccountId) : [];
      const times = schedule(sending, before, notBefore(known.throttle, now), due.length);
      // After a refusal one message goes ahead; the others follow when it was taken.
      const allowed = times.filter((time) => time <= now).length;
      const count = Math.min(allowed, known.throttle ? 1 : allowed);
      const at = count > 0 ? await this.sendings.count(tx, channelAccountId, count) : undefined;
      return { limits: sending, throttle: known.throttle, sent: before, free: { allowed, count }, countedAt: at };
    });
    const messages = due.slice(0, free.count);
    if (free.allowed < due.length) {
      const isRefused = throttle !== null && Date.parse(throttle.until) > now;
      await this.held.hold(channelAccountId, {
        except: messages.map(({ id }) => id),
        waitsFor: isRefused ? 'provider' : 'sending_limit',
        reason: isRefused ? throttle.reason : reasonOf(limits),
        times: (count) =>
          schedule(
            limits,
            [...sent, ...(messages.length > 0 ? [{ at: now, count: messages.length }] : [])],
            notBefore(throttle, now),
            count,
          ).map((time) => new Date(time)),
      });
    }
    return {
      messages,
      isLimited: isLimit(limits) || throttle !== null,
      settle: async (tried, accepted) => {
        if (countedAt && tried < messages.length) await this.sendings.giveBack(channelAccountId, countedAt, messages.length - tried);
        if (throttle && accepted > 0) await this.unitOfWork.run((tx) => this.store.setThrottle(tx, channelAccountId, null));
      },
    };
  }

  /** What is held back goes on when its time has come. */
  planNext(channelAccountId: string): Promise<void> {
    return this.held.planNext(channelAccountId);
  }

  /** The provider takes no more. */
  async throttled(channelAccountId: string, { reason, afterSeconds = 0 }: Extract<SendResult, { outcome: 'retry' }>): Promise<Refusal> {
    const now = this.clock.now().getTime();
    return this.unitOfWork.run(async (tx) => {
      const { throttle: last } = await this.store.of(tx, channelAccountId);
      const throttle = last && now - Date.parse(last.until) < FORGOTTEN_MS ? last : null;
      const since = throttle?.since ?? new Date(now).toISOString();
      // Two messages that were refused side by side are one refusal.
      if (throttle && Date.parse(throttle.until) > now) return { until: new Date(throttle.until), since: new Date(since) };
      const times = (throttle?.times ?? 0) + 1;
      const seconds = Math.max(THROTTLE_WAITS[times - 1] ?? 3_600, afterSeconds);
      const until = new Date(now + seconds * 1000);
      await this.store.setThrottle(tx, channelAccountId, { until: until.toISOString(), since, reason, times });
      return { until, since: new Date(since) };
    });
  }
}

function isLimit({ perMinute, perDay }: SendingLimit): boolean {
  return perMinute !== null || perDay !== null;
}

function notBefore(throttle: Throttle | null, now: number): number {
  return throttle ? Math.max(now, Date.parse(throttle.until)) : now;
}

function reasonOf({ perMinute, perDay }: SendingLimit): string {
  const parts = [perMinute && `${perMinute} a minute`, perDay && `${perDay} a day`].filter(Boolean);
  return `The account sends at most ${parts.join(' and ')}.`;
}
