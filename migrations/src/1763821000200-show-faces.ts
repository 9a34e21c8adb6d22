import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures of colleagues. The id is the secret of its address: a shop's pages show it to people who are not signed in. */
export class ShowFaces1763821000200 implements MigrationInterface {
  name = 'ShowFaces1763821000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agents add column picture_id uuid unique, add column picture_type text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agents drop column picture_type, drop column picture_id`);
  }
}
