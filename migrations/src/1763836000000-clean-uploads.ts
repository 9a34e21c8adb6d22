import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads that were never sent are found, and so is whether anything else has the same contents. */
export class CleanUploads1763836000000 implements MigrationInterface {
  name = 'CleanUploads1763836000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index attachments_file on attachments (file_id)`);
    await runner.query(`alter table chat_files add column sent boolean not null default false`);
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    await runner.query(`
      update chat_files f set sent = true
       where exists (select from chat_messages m
                      where m.visitor_id = f.visitor_id and m.files @> jsonb_build_array(jsonb_build_object('id', f.id)))`);
    await runner.query(`create index chat_files_waiting on chat_files (created_at) where not sent`);
    await runner.query(`create index chat_files_contents on chat_files (storage_key)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index chat_files_contents`);
    await runner.query(`drop index chat_files_waiting`);
    await runner.query(`alter table chat_files drop column sent`);
    await runner.query(`drop index attachments_file`);
  }
}
