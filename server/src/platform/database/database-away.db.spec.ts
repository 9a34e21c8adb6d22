import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '../../../test/support/test-app.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { toProblem } from '../http/problem.filter.ts';
import { type Database, openDatabase } from './database.ts';
import { isDatabaseAway } from './database-away.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** On the way to a server; what leads through it can be cut. */
class Road {
  private readonly server: net.Server;
  private readonly travellers = new Set<net.Socket>();

  constructor(private readonly to: { readonly host: string; readonly port: number }) {
    this.server = net.createServer((near) => {
      const far = net.connect(this.to);
      near.pipe(far).pipe(near);
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.travellers.add(end);
        end.on('error', () => undefined).on('close', () => other.destroy());
      }
    });
  }

  async open(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async cut(): Promise<void> {
    this.server.close();
    for (const traveller of this.travellers) traveller.destroy();
    this.travellers.clear();
    await once(this.server, 'close');
  }
}

let origin: TestDatabase;
let database: Database;
let road: Road;
let port: number;
beforeAll(async () => {
  origin = await createTestDatabase();
  const url = new URL(origin.url);
  url.searchParams.delete('host'); // Its socket, which would be a way around.
  road = new Road({ host: url.hostname, port: Number(url.port) });
  port = await freePort();
  await road.open(port);
  url.host = `127.0.0.1:${port}`;
  database = await openDatabase({ databaseUrl: url.href, dataDir: '', databasePool: 2 });
});
afterAll(async () => {
  await database.close();
  await road.cut();
  await origin.drop();
});

it('says that the database is away, in the middle of the work and at its beginning, until it is back', async () => {
  const unitOfWork = new UnitOfWork(database.dataSource);
  const ask = () => unitOfWork.system('housekeeping', (tx) => tx.query('select 1 as one'));
  expect(await ask()).toEqual([{ one: 1 }]);

  const lost = unitOfWork.system('housekeeping', async (tx) => {
    await tx.query('select 1');
    await road.cut();
    await tx.query('select 2');
  });
  const unreached = lost.catch(() => ask());
  for (const trouble of [lost, unreached]) {
    const error: unknown = await trouble.catch((reason: unknown) => reason);
    expect(toProblem(error)).toMatchObject({ status: 503, code: 'database_away', meta: { retryAfterSeconds: 5 } });
  }

  await road.open(port);
  expect(await ask()).toEqual([{ one: 1 }]);
});

it('knows a refusal for want of room, and leaves what went wrong elsewhere alone', async () => {
  const refusal = (code: string) => Object.assign(new Error('sorry, too many clients already'), { code });
  expect(toProblem(refusal('53300'))).toMatchObject({ status: 503, code: 'database_away' });
  expect(toProblem(refusal('57P03')).status).toBe(503);
  expect(toProblem(refusal('42601'))).toMatchObject({ status: 500, code: 'internal' });

  const [elsewhere] = (await once(net.connect(1, '127.0.0.1'), 'error').catch((error: unknown) => [error])) as [unknown];
  expect(elsewhere).toMatchObject({ code: 'ECONNREFUSED' });
  expect(isDatabaseAway(elsewhere)).toBe(false);
  expect(toProblem(elsewhere).status).toBe(500);
});
