import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { RowsWrite } from './gathered-rows.ts';
import { type Reader, UnitOfWork } from './unit-of-work.ts';

let database: TestDatabase;
let sut: UnitOfWork;
beforeAll(async () => {
  database = await createTestDatabase();
  sut = new UnitOfWork(database.dataSource);
});
afterAll(() => database.drop());
beforeEach(() => sut.system('housekeeping', (tx) => tx.query('delete from organisations')));

const INSERT = 'insert into organisations (id, name) values ($1, $2)';
const names = async () =>
  (await sut.system('housekeeping', (tx) => tx.query<{ name: string }>('select name from organisations order by name'))).map(
    ({ name }) => name,
  );

it('does what was written before what is asked next, and keeps it at the commit', async () => {
  const seen = await sut.system('first-run', async (tx) => {
    tx.write(INSERT, [newId(), 'Een']);
    const [row] = await tx.query<{ count: number }>('select count(*)::int as count from organisations');
    tx.write(INSERT, [newId(), 'Twee']);
    return row?.count;
  });
  expect(seen).toBe(1);
  expect(await names()).toEqual(['Een', 'Twee']);
});

it('answers each of several questions asked in one breath', async () => {
  const answers = await sut.system('housekeeping', (tx) =>
    Promise.all([
      tx.prepared('select $1::int as n', [1]),
      tx.query('select $1::text as t', ['twee']),
      tx.prepared('select 3 as n union all select 4 order by n'),
    ]),
  );
  expect(answers).toEqual([[{ n: 1 }], [{ t: 'twee' }], [{ n: 3 }, { n: 4 }]]);
});

it('counts affected rows also when writes travel along', async () => {
  const affected = await sut.system('first-run', async (tx) => {
    for (const name of ['Een', 'Twee', 'Drie']) tx.write(INSERT, [newId(), name]);
    return tx.execute('update organisations set name = upper(name) where name <> $1', ['Drie']);
  });
  expect(affected).toBe(2);
});

it('fails at the commit, and keeps nothing, when a write was wrong', async () => {
  const after: string[] = [];
  const id = newId();
  const work = sut.system('first-run', async (tx) => {
    tx.afterCommit(() => after.push('committed'));
    tx.write(INSERT, [newId(), 'Een']);
    tx.write(INSERT, [id, 'Twee']);
    tx.write(INSERT, [id, 'Twee nog eens']);
    tx.write(INSERT, [newId(), 'Drie']);
  });
  await expect(work).rejects.toMatchObject({ code: '23505' });
  expect(await names()).toEqual([]);
  expect(after).toEqual([]);
});

it('fails the question that carries a wrong write, and all that were asked with it', async () => {
  await sut
    .system('first-run', async (tx) => {
      tx.write(INSERT, ['no id', 'Een']);
      const answers = await Promise.allSettled([tx.query('select 1'), tx.prepared('select 2')]);
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      throw new Error('given up');
    })
    .catch((error: Error) => expect(error.message).toBe('given up'));
  expect(await names()).toEqual([]);
});

it('does not take a rolled back transaction for a committed one, whoever caught the error on the way', async () => {
  const work = sut.system('first-run', async (tx) => {
    tx.write(INSERT, [newId(), 'Een']);
    await tx.query('select 1 / 0').catch(() => undefined);
  });
  await expect(work).rejects.toThrow('rolled back');
  expect(await names()).toEqual([]);
});

it('answers the same question again, with the rows of each time', async () => {
  const numbers = (tx: Reader, most: number) =>
    tx.prepared<{ n: number; t: string | null }>("select n, case when n > 1 then 'more' end as t from generate_series(1, $1::int) n", [
      most,
    ]);
  const answers = await sut.system('housekeeping', async (tx) => {
    const first = await numbers(tx, 1);
    const [none, two, write] = await Promise.all([numbers(tx, 0), numbers(tx, 2), tx.prepared(INSERT, [newId(), 'Een'])]);
    const [again, three] = await Promise.all([tx.prepared(INSERT, [newId(), 'Twee']), numbers(tx, 3)]);
    return { first, none, two, write, again, three };
  });
  const [one, two, three] = [
    { n: 1, t: null },
    { n: 2, t: 'more' },
    { n: 3, t: 'more' },
  ];
  expect(answers).toEqual({ first: [one], none: [], two: [one, two], write: [], again: [], three: [one, two, three] });
});

it('sees the columns of a table that has changed, once the connection was told', async () => {
  const ask = () => sut.system('housekeeping', (tx) => tx.prepared('select * from changing'));
  const change = (sql: string) => sut.system('housekeeping', (tx) => tx.query(sql));
  await change('create table changing as select 1 as a');
  try {
    expect([await ask(), await ask()]).toEqual([[{ a: 1 }], [{ a: 1 }]]);
    await change(`alter table changing add b text default 'new'`);
    await expect(ask()).rejects.toThrow('cached plan must not change result type');
    expect([await ask(), await ask()]).toEqual([[{ a: 1, b: 'new' }], [{ a: 1, b: 'new' }]]);
  } finally {
    await change('drop table changing');
  }
});

it('asks the same again on a connection on which it once failed', async () => {
  const divide = (by: number) => sut.system('housekeeping', (tx) => tx.prepared<{ n: number }>('select 10 / $1::int as n', [by]));
  // One connection after the other is used again: what failed, failed on the one that is asked next.
  await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
  expect(await divide(5)).toEqual([{ n: 2 }]);
  await expect(sut.system('housekeeping', (tx) => tx.prepared('select wrong'))).rejects.toMatchObject({ code: '42703' });
  expect(await divide(2)).toEqual([{ n: 5 }]);
});

it('gives nothing away when work fails before it asked anything', async () => {
  const work = sut.system('first-run', async (tx) => {
    tx.write(INSERT, [newId(), 'Een']);
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await names()).toEqual([]);
});

it('writes gathered rows together, before what is asked or written next, and at the commit', async () => {
  const statements: number[] = [];
  const organisations: RowsWrite<string> = {
    rank: 1,
    statements: (rows) => {
      statements.push(rows.length);
      return rows.map((name) => ({ sql: INSERT, parameters: [newId(), name] }));
    },
  };
  const seen = await sut.system('first-run', async (tx) => {
    for (const name of ['Een', 'Twee']) tx.gather(organisations, name);
    const [row] = await tx.query<{ count: number }>('select count(*)::int as count from organisations');
    tx.gather(organisations, 'Drie');
    tx.write(`update organisations set name = 'Vier' where name = 'Drie'`);
    tx.gather(organisations, 'Vijf');
    return row?.count;
  });
  expect([seen, statements]).toEqual([2, [2, 1, 1]]);
  expect(await names()).toEqual(['Een', 'Twee', 'Vier', 'Vijf']);
  const refused = sut.system('first-run', async (tx) => {
    tx.gather(organisations, 'Zes');
    throw new Error('given up');
  });
  await expect(refused).rejects.toThrow('given up');
  expect(await names()).toHaveLength(4);
});

it('tells what came of a write when it is committed, and fails with it', async () => {
  const id = newId();
  const add = (name: string) =>
    sut.system('first-run', async (tx) => ({ told: tx.writeAndTell<{ name: string }>(`${INSERT} returning name`, [id, name]) }));
  expect(await (await add('Een')).told).toEqual([{ name: 'Een' }]);
  await expect(add('Twee')).rejects.toMatchObject({ code: '23505' });
  expect(await names()).toEqual(['Een']);
});
