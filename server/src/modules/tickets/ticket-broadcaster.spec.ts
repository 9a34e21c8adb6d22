import { expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import type { Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import type { EventType } from '../../platform/events/event-type.ts';
import type { Log } from '../../platform/logging/log.ts';
import type { NewsIds } from './news-ids.ts';
import { ticketsChanged } from './ticket.events.ts';
import { TicketBroadcaster } from './ticket-broadcaster.ts';
import type { LoadedNews, TicketNews } from './ticket-news.ts';

const ORGANISATION = 'a0000000-0000-7000-8000-000000000000';
type Listener = (payload: { ticketIds: string[]; messageIds: string[]; activityIds: string[] }) => void;

/** A broadcaster whose reads the test lets finish, or fail, one by one. */
function broadcasting() {
  const listeners = new Map<string, Listener>();
  const reads: { ids: string[]; finish: () => void; fail: () => void }[] = [];
  const told: number[] = [];
  const events = { on: (event: EventType<object>, _name: string, hear: Listener) => listeners.set(event.type, hear) };
  const unitOfWork = { run: (work: (tx: Tx) => unknown) => work({} as Tx) };
  const news = {
    load: (_tx: Tx, ids: NewsIds) =>
      new Promise<LoadedNews>((resolve, reject) => {
        reads.push({
          ids: [...ids.tickets],
          finish: () => resolve({ tickets: [], messages: [], activities: [], notifications: [] }),
          fail: () => reject(new Error('The database is away')),
        });
      }),
    tell: () => told.push(reads.length),
  };
  const log = { named: () => ({ error: () => undefined }) };
  const sut = new TicketBroadcaster(
    events as unknown as EventDispatcher,
    unitOfWork as unknown as UnitOfWork,
    news as unknown as TicketNews,
    log as unknown as Log,
  );
  sut.onModuleInit();
  const change = (id: string) =>
    inOrganisation(ORGANISATION, () => listeners.get(ticketsChanged.type)?.({ ticketIds: [id], messageIds: [], activityIds: [] }));
  return { sut, reads, told, change };
}

it('reads a burst of changes in two goes: the first at once, the rest together', async () => {
  const { reads, told, change } = broadcasting();
  for (let i = 0; i < 100; i++) change(`ticket-${i % 50}`);
  expect(reads.map((read) => read.ids)).toEqual([['ticket-0']]);
  reads[0]?.finish();
  await eventually(() => reads.length === 2, 'the second read');
  expect(reads[1]?.ids).toHaveLength(50);
  reads[1]?.finish();
  await eventually(() => told.length === 2, 'both told');
  change('later');
  await eventually(() => reads.length === 3, 'the third read');
  expect(reads[2]?.ids).toEqual(['later']);
});

it('tells later what it could not read, together with what came meanwhile', async () => {
  const { reads, told, change } = broadcasting();
  change('one');
  reads[0]?.fail();
  change('two');
  await eventually(() => reads.length === 2, 'another try');
  expect(reads[1]?.ids.toSorted()).toEqual(['one', 'two']);
  reads[1]?.finish();
  await eventually(() => told.length === 1, 'told');
});

it('has told everything when the server has stopped', async () => {
  const { sut, reads, told, change } = broadcasting();
  change('one');
  const stopped = sut.onApplicationShutdown();
  reads[0]?.finish();
  await stopped;
  expect(told).toHaveLength(1);
});
