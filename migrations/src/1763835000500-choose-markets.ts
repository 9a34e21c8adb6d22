import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which of a marketplace's countries a shop sells, where somebody said so. */
export class ChooseMarkets1763835000500 implements MigrationInterface {
  name = 'ChooseMarkets1763835000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table norm_markets (
        shop_id uuid not null references shops on delete cascade,
        kind text not null,
        organisation_id uuid not null references organisations on delete cascade,
        countries text[] not null,
        primary key (shop_id, kind)
      )`);
    await runner.query(`create index norm_markets_organisation on norm_markets (organisation_id)`);
    await runner.query(`select balie_protect('norm_markets')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table norm_markets`);
  }
}
