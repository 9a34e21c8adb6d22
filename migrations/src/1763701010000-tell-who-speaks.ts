import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who speaks in a message and how they came into the conversation; and what a mail server said of an answer it took back. */
export class TellWhoSpeaks1763701010000 implements MigrationInterface {
  name = 'TellWhoSpeaks1763701010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table messages
        add column nature text not null default 'personal' check (nature in ('personal', 'automatic', 'list', 'bounce')),
        add column from_stranger boolean not null default false,
        add column new_subject boolean not null default false,
        add column forwarded_by jsonb,
        add column bounce jsonb`);
    // How much one sender writes in how short a time.
    await runner.query(`
      create index messages_author on messages (author_contact_id, created_at desc)
      where direction = 'inbound' and author_contact_id is not null`);
    await runner.query(`alter table contact_identities add column undeliverable jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contact_identities drop column undeliverable`);
    await runner.query(`drop index messages_author`);
    await runner.query(`
      alter table messages drop column nature, drop column from_stranger, drop column new_subject, drop column forwarded_by,
        drop column bounce`);
  }
}
