import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers and the addresses they are known by. */
export class CreateContacts1763700200000 implements MigrationInterface {
  name = 'CreateContacts1763700200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contacts (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        note text not null default '',
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    await runner.query(`create index contacts_organisation on contacts (organisation_id, created_at desc, id desc)`);
    await runner.query(`create index contacts_name_trgm on contacts using gin (name gin_trgm_ops)`);
    await runner.query(`
      create table contact_identities (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        contact_id uuid not null references contacts on delete cascade,
        kind text not null,
        value text not null,
        created_at timestamptz not null default now(),
        unique (organisation_id, kind, value)
      )`);
    await runner.query(`create index contact_identities_contact on contact_identities (contact_id)`);
    await runner.query(`create index contact_identities_value_trgm on contact_identities using gin (value gin_trgm_ops)`);
    for (const table of ['contacts', 'contact_identities']) await runner.query(`select balie_protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table contact_identities, contacts`);
  }
}
