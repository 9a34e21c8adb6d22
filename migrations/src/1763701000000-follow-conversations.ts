import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A ticket can go on in another: merged into it, split from it, or begun anew because the old one was done. Whoever
 * answers in the old one is led to the new. `merge_undo` holds what a merge changed, so that it can be taken back.
 */
export class FollowConversations1763701000000 implements MigrationInterface {
  name = 'FollowConversations1763701000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tickets
        add column merged_into_id uuid references tickets on delete set null,
        add column merge_undo jsonb,
        add column origin_id uuid references tickets on delete set null,
        add column origin_kind text check (origin_kind in ('continues', 'split'))`);
    await runner.query(`create index tickets_merged_into on tickets (merged_into_id) where merged_into_id is not null`);
    await runner.query(`create index tickets_origin on tickets (origin_id, created_at desc) where origin_id is not null`);
    // Null: an answer always reopens, however old the ticket is.
    await runner.query(`alter table organisations add column reopen_within_days int default 14 check (reopen_within_days > 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table organisations drop column reopen_within_days`);
    await runner.query(
      `alter table tickets drop column merged_into_id, drop column merge_undo, drop column origin_id, drop column origin_kind`,
    );
  }
}
