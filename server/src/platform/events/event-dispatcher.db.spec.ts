import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { currentOrganisationId, inOrganisation } from '../database/scope.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { EventDispatcher } from './event-dispatcher.ts';
import { eventType } from './event-type.ts';
import { Outbox } from './outbox.ts';

const bellRung = eventType<{ times: number }>('bell.rung');
let app: TestApp;
let organisationId: string;
beforeAll(async () => {
  app = await startTestApp();
  organisationId = newId();
  await app.app
    .get(UnitOfWork)
    .system('first-run', (tx) => tx.query('insert into organisations (id, name) values ($1, $2)', [organisationId, 'Bellen BV']));
});
afterAll(() => app.stop());

function ring(times: number, fail = false): Promise<void> {
  return inOrganisation(organisationId, () =>
    app.app.get(UnitOfWork).run(async (tx) => {
      await app.app.get(Outbox).add(tx, bellRung, { times });
      if (fail) throw new Error('changed my mind');
    }),
  );
}

it('tells a listener after commit, in the scope of the organisation; never of what was rolled back', async () => {
  const heard: { times: number; organisation: string }[] = [];
  const two = new Promise<void>((resolve) => {
    app.app.get(EventDispatcher).on(bellRung, 'ear', (event) => {
      heard.push({ times: event.times, organisation: currentOrganisationId() });
      if (event.times === 2) resolve();
    });
  });
  await expect(ring(1, true)).rejects.toThrow('changed my mind');
  await ring(2);
  await two;
  expect(heard).toEqual([{ times: 2, organisation: organisationId }]);
});

it('tells who listens to batches all that came together, for each organisation, and again when that failed', async () => {
  const [struck, tolled] = [eventType<{ n: number }>('bell.struck'), eventType<{ n: number }>('bell.tolled')];
  const heard: number[][] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  app.app.get(EventDispatcher).onBatch([struck, tolled], 'choir', async (events) => {
    heard.push(events.map(({ payload }) => (payload as { n: number }).n));
    expect(currentOrganisationId()).toBe(organisationId);
    if (heard.length === 1) throw new Error('once more');
    resolve();
  });
  await inOrganisation(organisationId, () =>
    app.app.get(UnitOfWork).run(async (tx) => {
      await app.app.get(Outbox).add(tx, struck, { n: 1 });
      await app.app.get(Outbox).add(tx, bellRung, { times: 3 });
      await app.app.get(Outbox).add(tx, tolled, { n: 2 });
    }),
  );
  await promise;
  expect(heard).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

it('keeps an event whose listener failed, and tells it again', async () => {
  const stubborn = eventType<{ n: number }>('bell.cracked');
  let calls = 0;
  const secondTime = new Promise<void>((resolve) => {
    app.app.get(EventDispatcher).on(stubborn, 'stubborn ear', () => {
      calls += 1;
      if (calls === 1) throw new Error('not now');
      resolve();
    });
  });
  await inOrganisation(organisationId, () => app.app.get(UnitOfWork).run((tx) => app.app.get(Outbox).add(tx, stubborn, { n: 1 })));
  await secondTime;
  expect(calls).toBe(2);
});
