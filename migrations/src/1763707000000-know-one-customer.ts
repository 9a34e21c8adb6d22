import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One customer, known by many addresses. Two that turn out to be one are merged: the one that goes up in the other stays
 * as a signpost, with what is needed to take it back. Two that look alike and are not are remembered, too.
 */
export class KnowOneCustomer1763707000000 implements MigrationInterface {
  name = 'KnowOneCustomer1763707000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts
        add column merged_into_id uuid references contacts,
        add column merge_undo jsonb,
        add column folded_name text generated always as (left(lower(name), 200)) stored`);
    // Namesakes: by the index of trigrams they take 54 ms among 200,000 customers, by this one 0.1.
    await runner.query(`create index contacts_namesakes on contacts (organisation_id, folded_name) where merged_into_id is null`);
    await runner.query(`create index contacts_merged on contacts (merged_into_id) where merged_into_id is not null`);
    await runner.query(`alter table contact_identities add column relay boolean not null default false`);
    await runner.query(`
      update contact_identities set relay = true
       where kind = 'email' and value ~ '@(verkopen|klantbericht|partnerklantenservice)([.]test2)?[.]bol[.]com$'`);
    // The same for every way to write one mailbox or one number: without what stands behind the plus, without the dots
    // that Gmail ignores, without the country. Two that have it in common are probably one. A relay address has none.
    await runner.query(`
      alter table contact_identities add column likeness text generated always as (
        case
          when relay then null
          when kind = 'email' and value ~ '^[^@+]+([+][^@]*)?@(gmail|googlemail)[.]com$'
            then replace(split_part(split_part(value, '@', 1), '+', 1), '.', '') || '@gmail.com'
          when kind = 'email' and value ~ '^[^@+]+([+][^@]*)?@[^@]+$'
            then split_part(split_part(value, '@', 1), '+', 1) || '@' || split_part(value, '@', 2)
          when kind = 'phone' and length(regexp_replace(value, '[^0-9]', '', 'g')) >= 9
            then right(regexp_replace(value, '[^0-9]', '', 'g'), 9)
        end) stored`);
    await runner.query(`
      create index contact_identities_likeness on contact_identities (organisation_id, likeness) where likeness is not null`);
    await runner.query(`
      create table different_contacts (
        organisation_id uuid not null references organisations on delete cascade,
        contact_id uuid not null references contacts on delete cascade,
        other_id uuid not null references contacts on delete cascade,
        decided_by uuid references agents on delete set null,
        decided_at timestamptz not null,
        primary key (contact_id, other_id),
        check (contact_id < other_id)
      )`);
    await runner.query(`create index different_contacts_other on different_contacts (other_id)`);
    await runner.query(`select balie_protect('different_contacts')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table different_contacts`);
    await runner.query(`alter table contact_identities drop column likeness, drop column relay`);
    await runner.query(`alter table contacts drop column folded_name, drop column merge_undo, drop column merged_into_id`);
  }
}
