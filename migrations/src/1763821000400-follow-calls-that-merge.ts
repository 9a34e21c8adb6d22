import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A call that is passed on goes on under the id of another with some exchanges: what is told of that belongs to it from then on. */
export class FollowCallsThatMerge1763821000400 implements MigrationInterface {
  name = 'FollowCallsThatMerge1763821000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table calls add column continued_as text`);
    await runner.query(`create index calls_continued on calls (channel_account_id, continued_as) where continued_as is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table calls drop column continued_as`);
  }
}
