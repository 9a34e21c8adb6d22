import { beforeEach, expect, it, jest } from '@jest/globals';
import { type OutgoingMessage, OutgoingMessages, type OverdueMessage, type SentMessage } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/logging/log.ts';
import type { JobRunner, RunningJob } from '../../platform/queue/job-runner.ts';
import { DeliveryWorker } from './delivery.worker.ts';
import type { AttemptResult, DeliveryAttempt } from './delivery-attempt.ts';
import { DeliveryOutcome } from './delivery-outcome.ts';
import type { SendingLimits } from './sending-limits.ts';
import { anOutgoingMessage } from './testing/outgoing-message.ts';

const NOW = Date.parse('2026-03-01T09:00:00Z');
class StillClock extends Clock {
  now(): Date {
    return new Date(NOW);
  }
}

/** Says what happened to each message, in order. */
class Told extends OutgoingMessages {
  readonly log: string[] = [];
  readonly due = new Map<string, OutgoingMessage>();
  failWrites = 0;
  async claim(ids: readonly string[]): Promise<readonly OutgoingMessage[]> {
    const messages = ids.flatMap((id) => this.due.get(id) ?? []);
    for (const id of ids) this.due.delete(id);
    expect(new Set(messages.map(({ ticketId }) => ticketId)).size).toBe(messages.length);
    return messages;
  }
  async announce(): Promise<void> {}
  async markSent(sent: readonly SentMessage[]): Promise<void> {
    if (this.failWrites-- > 0) throw new Error('the database is gone');
    for (const { externalId, warning = '' } of sent) this.log.push(`sent ${externalId} ${warning}`.trim());
  }
  async markRetrying(_id: string, reason: string, at: Date): Promise<void> {
    this.log.push(`retrying in ${Math.round((at.getTime() - NOW) / 1000)} s: ${reason}`);
  }
  async markWaiting(_id: string, reason: string): Promise<void> {
    this.log.push(`waiting: ${reason}`);
  }
  async dueAt(channelAccountId: string): Promise<readonly { id: string; ticketId: string }[]> {
    return [...this.due.values()].filter((message) => message.channelAccountId === channelAccountId);
  }
  async postpone({ id }: { id: string }): Promise<void> {
    this.log.push(`postponed ${this.due.get(id)?.channelAccountId}`);
  }
  async waitingForProvider(): Promise<readonly string[]> {
    return ['another'];
  }
  async report(): Promise<undefined> {}
  async wake(channelAccountId: string): Promise<void> {
    this.log.push(`woken ${channelAccountId}`);
  }
  async overdueBy(): Promise<readonly OverdueMessage[]> {
    return [];
  }
  async markFailed(id: string, reason: string): Promise<void> {
    this.log.push(`${id === 'another' ? 'another ' : ''}failed: ${reason}`);
  }
}

let outgoing: Told;
let isHeld: boolean;
let refusedSince: Date;
let settled: { tried: number; sent: number }[];
let answer: (message: OutgoingMessage, signal: AbortSignal) => Promise<AttemptResult>;
let run: (messageId: string, job?: Partial<RunningJob>) => Promise<void>;

beforeEach(() => {
  outgoing = new Told();
  settled = [];
  refusedSince = new Date(NOW);
  answer = async () => ({ outcome: 'sent', externalId: 'id@shop.nl' });
  const account = {
    takesAhead: true,
    externalIdFor: () => null,
    send: (message: OutgoingMessage, signal: AbortSignal) => answer(message, signal),
  };
  isHeld = true;
  const attempt = { open: async () => ({ ...account, isHeld }) } as unknown as DeliveryAttempt;
  const limits = {
    admit: async (_account: string, due: readonly { id: string; ticketId: string }[]) => ({
      messages: due,
      isLimited: false,
      settle: async (tried: number, sent: number) => void settled.push({ tried, sent }),
    }),
    planNext: async () => undefined,
    throttled: async () => ({ until: new Date(NOW + 60_000), since: refusedSince }),
  } as unknown as SendingLimits;
  const log = { named: () => ({ warn: () => undefined, error: () => undefined }) } as unknown as Log;
  let handler: ((payload: { messageId: string; channelAccountId: string | null }, job: RunningJob) => Promise<void>) | undefined;
  const runner = {
    handle: (_job: unknown, handle: typeof handler) => {
      handler = handle;
    },
  } as unknown as JobRunner;
  new DeliveryWorker(runner, outgoing, attempt, new DeliveryOutcome(outgoing, new StillClock()), limits, log).onModuleInit();
  run = async (messageId, job = {}) =>
    handler?.(
      { messageId, channelAccountId: outgoing.due.get(messageId)?.channelAccountId ?? null },
      { attempt: 1, signal: new AbortController().signal, ...job },
    );
});

function aDue(overrides: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const message = anOutgoingMessage(overrides);
  outgoing.due.set(message.id, message);
  return message;
}

it('marks what was sent', async () => {
  await run(aDue().id);
  expect(outgoing.log).toEqual(['sent id@shop.nl']);
});

it('passes on who was refused', async () => {
  answer = async () => ({ outcome: 'sent', externalId: 'id@shop.nl', warning: 'Refused: x@example.nl' });
  await run(aDue().id);
  expect(outgoing.log).toEqual(['sent id@shop.nl Refused: x@example.nl']);
});

it('does nothing for a message that was undone or sent', async () => {
  const send = jest.fn(answer);
  answer = send;
  await run('gone');
  expect(send).not.toHaveBeenCalled();
  expect(outgoing.log).toEqual([]);
});

it('tries again after a wait that grows with the attempts', async () => {
  answer = async () => ({ outcome: 'retry', reason: '451 greylisted' });
  await run(aDue({ attempt: 3 }).id);
  const seconds = Number(/^retrying in (\d+) s: 451 greylisted$/.exec(outgoing.log[0] ?? '')?.[1]);
  expect(seconds).toBeGreaterThanOrEqual(96);
  expect(seconds).toBeLessThanOrEqual(144);
});

it('tries no other message once the provider takes nothing from the account, and blames none', async () => {
  const send = jest.fn(async (): Promise<AttemptResult> => ({ outcome: 'retry', reason: '421 too many', throttled: true }));
  answer = send;
  const first = aDue();
  for (let more = 0; more < 5; more++) aDue({ channelAccountId: first.channelAccountId, ticketId: first.ticketId });
  await run(first.id, { signal: AbortSignal.abort() });
  expect(send).toHaveBeenCalledTimes(1);
  expect(outgoing.log[0]).toBe('waiting: 421 too many');
  expect(settled).toEqual([{ tried: 1, sent: 0 }]);
});

it.each([
  ['waits while its provider takes nothing', 72, 47, ['waiting: 421 too many']],
  ['that is new waits, however long its provider has taken nothing', 1, 72, ['waiting: 421 too many']],
  [
    'fails after two days of that, and with it what waited as long',
    49,
    48,
    ['another failed: Tried for 48 hours without success. 421 too many', 'failed: Tried for 48 hours without success. 421 too many'],
  ],
])('a message %s', async (_what, writtenHoursAgo, refusedHoursAgo, told) => {
  answer = async () => ({ outcome: 'retry', reason: '421 too many', throttled: true });
  refusedSince = new Date(NOW - refusedHoursAgo * 3_600_000);
  await run(aDue({ createdAt: new Date(NOW - writtenHoursAgo * 3_600_000) }).id);
  expect(outgoing.log).toEqual(told);
});

it('waits as long as the provider asks', async () => {
  answer = async () => ({ outcome: 'retry', reason: 'too fast', afterSeconds: 7200 });
  await run(aDue().id);
  expect(outgoing.log).toEqual(['retrying in 7200 s: too fast']);
});

it('gives up visibly after two days', async () => {
  answer = async () => ({ outcome: 'retry', reason: '451 still no' });
  await run(aDue({ attempt: 60 }).id);
  expect(outgoing.log).toEqual(['failed: Tried for 48 hours without success. 451 still no']);
});

it('does not try again what the provider refused for good', async () => {
  answer = async () => ({ outcome: 'rejected', reason: '550 no such user' });
  await run(aDue().id);
  expect(outgoing.log).toEqual(['failed: 550 no such user']);
});

it('keeps a message for a paused channel without counting the attempt', async () => {
  answer = async () => ({ outcome: 'waiting', reason: 'paused' });
  await run(aDue({ attempt: 400 }).id);
  expect(outgoing.log).toEqual(['waiting: paused']);
});

it('does not leave a message waiting for a channel that was switched on meanwhile', async () => {
  answer = async () => {
    isHeld = false;
    return { outcome: 'waiting', reason: 'paused' };
  };
  await run(aDue({ channelAccountId: 'a' }).id);
  expect(outgoing.log).toEqual(['waiting: paused', 'woken a']);
});

it('is patient with a database that fails just after sending, so that nothing is sent twice for it', async () => {
  outgoing.failWrites = 2;
  const send = jest.fn(answer);
  answer = send;
  await run(aDue().id);
  expect(send).toHaveBeenCalledTimes(1);
  expect(outgoing.log).toEqual(['sent id@shop.nl']);
});

it('sends what else is due at the account, two at a time, and those of one ticket one after the other', async () => {
  let [running, most] = [0, 0];
  const order: string[] = [];
  answer = async ({ id }) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    order.push(id);
    return { outcome: 'sent', externalId: id };
  };
  const [even, odd] = ['0198c6a0-0000-7000-8000-000000000010', '0198c6a0-0000-7000-8000-000000000011'];
  const messages = [even, even, odd, even, odd].map((ticketId) => aDue({ ticketId, channelAccountId: 'a' }));
  aDue({ channelAccountId: 'b' });
  await run(messages[0]?.id ?? '');
  expect(most).toBe(2);
  const of = (ticketId: string) => messages.filter((message) => message.ticketId === ticketId).map(({ id }) => id);
  for (const ticketId of [even, odd]) expect(order.filter((id) => of(ticketId).includes(id))).toEqual(of(ticketId));
  expect(order).toHaveLength(5);
});

it('lets four accounts send at the same time; the fifth comes back', async () => {
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  answer = async () => {
    await finished;
    return { outcome: 'sent', externalId: 'id@shop.nl' };
  };
  const running = ['a', 'b', 'c', 'd'].map((channelAccountId) => run(aDue({ channelAccountId }).id));
  await run(aDue({ channelAccountId: 'e' }).id);
  expect(outgoing.log).toEqual(['postponed e']);
  finish();
  await Promise.all(running);
  expect(outgoing.log.filter((line) => line.startsWith('sent'))).toHaveLength(4);
});

it('stops a send that takes too long, whether or not the adapter listens', async () => {
  jest.useFakeTimers();
  try {
    answer = () => new Promise(() => undefined);
    const running = run(aDue().id);
    await jest.advanceTimersByTimeAsync(5 * 60_000 + 2_000);
    await running;
    expect(outgoing.log[0]).toMatch(/retrying in \d+ s: The provider took too long/);
  } finally {
    jest.useRealTimers();
  }
});

it('lets a running send finish when the server shuts down, but not for ever', async () => {
  jest.useFakeTimers();
  try {
    const shutdown = new AbortController();
    let stopped: AbortSignal | undefined;
    answer = (_message, signal) => {
      stopped = signal;
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ outcome: 'retry', reason: 'stopped' }));
      });
    };
    const running = run(aDue().id, { signal: shutdown.signal });
    shutdown.abort();
    await jest.advanceTimersByTimeAsync(9_000);
    expect(stopped?.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1_000);
    await running;
    expect(outgoing.log[0]).toMatch(/retrying in \d+ s: stopped/);
  } finally {
    jest.useRealTimers();
  }
});
