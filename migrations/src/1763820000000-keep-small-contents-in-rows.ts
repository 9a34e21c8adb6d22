import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a webhook brings is small: written with its row it costs one trip to the disk instead of a file of its own. Null:
 * it lies in the file storage, under the row's key. Going back costs the contents that stand in rows: what of them is not
 * taken in yet becomes unreadable, so there must be none.
 */
export class KeepSmallContentsInRows1763820000000 implements MigrationInterface {
  name = 'KeepSmallContentsInRows1763820000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table raw_messages add column contents bytea`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    const [waiting] = (await runner.query(
      `select 1 from raw_messages where contents is not null and state <> 'done' limit 1`,
    )) as unknown[];
    if (waiting) throw new Error('Messages whose contents stand in the database wait or have failed: have them taken in or deleted first');
    await runner.query(`alter table raw_messages drop column contents`);
  }
}
