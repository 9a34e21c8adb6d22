import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations, their shops, agents and teams, and the ways an agent gets in: session, invitation, password reset. */
export class CreatePeople1763700100000 implements MigrationInterface {
  name = 'CreatePeople1763700100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisations (
        id uuid primary key,
        name text not null,
        last_ticket_number int not null default 0,
        created_at timestamptz not null default now()
      )`);
    // The fence of this one table is its own id.
    await runner.query(`alter table organisations enable row level security`);
    await runner.query(`alter table organisations force row level security`);
    await runner.query(`
      create policy organisation_fence on organisations using (
        id = (select nullif(current_setting('balie.organisation_id', true), '')::uuid)
        or (select current_setting('balie.system_scope', true) = 'on'))`);

    await runner.query(`
      create table shops (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        signature_html text not null default '',
        created_at timestamptz not null default now()
      )`);
    await runner.query(`create index shops_organisation on shops (organisation_id, created_at)`);

    await runner.query(`
      create table agents (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        email text not null,
        password_hash text not null,
        role text not null check (role in ('viewer', 'agent', 'lead', 'owner')),
        active boolean not null default true,
        locale text not null default 'nl',
        preferences jsonb not null default '{}',
        signature_html text not null default '',
        last_seen_at timestamptz,
        created_at timestamptz not null default now()
      )`);
    // One address signs in to one account, whatever the organisation.
    await runner.query(`create unique index agents_email on agents (lower(email))`);
    await runner.query(`create index agents_organisation on agents (organisation_id, created_at)`);

    await runner.query(`
      create table teams (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        created_at timestamptz not null default now()
      )`);
    await runner.query(`create unique index teams_name on teams (organisation_id, lower(name))`);
    await runner.query(`
      create table team_members (
        team_id uuid not null references teams on delete cascade,
        agent_id uuid not null references agents on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        primary key (team_id, agent_id)
      )`);
    await runner.query(`create index team_members_agent on team_members (agent_id)`);

    await runner.query(`
      create table sessions (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        agent_id uuid not null references agents on delete cascade,
        token_hash bytea not null unique,
        ip text not null,
        user_agent text not null,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null
      )`);
    await runner.query(`create index sessions_agent on sessions (agent_id, last_seen_at desc)`);

    await runner.query(`
      create table invitations (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        email text not null,
        role text not null check (role in ('viewer', 'agent', 'lead', 'owner')),
        token_hash bytea not null unique,
        invited_by uuid not null references agents on delete cascade,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      )`);
    await runner.query(`create unique index invitations_email on invitations (organisation_id, lower(email))`);

    await runner.query(`
      create table password_resets (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        agent_id uuid not null references agents on delete cascade,
        token_hash bytea not null unique,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      )`);
    await runner.query(`create index password_resets_agent on password_resets (agent_id)`);

    for (const table of ['shops', 'agents', 'teams', 'team_members', 'sessions', 'invitations', 'password_resets']) {
      await runner.query(`select balie_protect('${table}')`);
    }

    // Failed sign-ins per account and per address, shared by all processes. Known to no organisation yet.
    await runner.query(`
      create table sign_in_brakes (
        key text primary key,
        failures int not null,
        blocked_until timestamptz,
        updated_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = 'sign_in_brakes, password_resets, invitations, sessions, team_members, teams, agents, shops, organisations';
    await runner.query(`drop table ${tables}`);
  }
}
