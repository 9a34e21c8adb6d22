import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * New documents wait in a list before they are sorted into a text index, and every search reads that list: keep it
 * short. Counts are read from indexes alone only where vacuum was: let it come often to the tables that always change.
 */
export class KeepSearchFresh1763700840000 implements MigrationInterface {
  name = 'KeepSearchFresh1763700840000';

  private readonly indexes = ['ticket_search_document', 'ticket_search_heading', 'ticket_search_pairs'];

  async up(runner: QueryRunner): Promise<void> {
    for (const index of this.indexes) await runner.query(`alter index ${index} set (gin_pending_list_limit = 256)`);
    await runner.query(`alter table tickets set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)`);
    await runner.query(`alter table ticket_search set (autovacuum_vacuum_scale_factor = 0.05)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table ticket_search reset (autovacuum_vacuum_scale_factor)`);
    await runner.query(`alter table tickets reset (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)`);
    for (const index of this.indexes) await runner.query(`alter index ${index} reset (gin_pending_list_limit)`);
  }
}
