import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is there, what each of them can do and how much, and how tickets come to them. */
export class AssignTickets1763834000000 implements MigrationInterface {
  name = 'AssignTickets1763834000000';

  async up(runner: QueryRunner): Promise<void> {
    // The row is also the lock of whoever gives tickets to people: one at a time for each organisation.
    await runner.query(`
      create table routing_settings (
        organisation_id uuid primary key references organisations on delete cascade,
        settings jsonb not null,
        is_automatic boolean not null,
        take_over_minutes int,
        turn bigint not null default 0
      )`);
    await runner.query(`
      create table team_routing (
        team_id uuid primary key references teams on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        method text not null check (method in ('manual', 'round_robin', 'balanced', 'skills'))
      )`);
    // `absent_since`: away or offline; null while there is somebody to give tickets to.
    await runner.query(`
      create table agent_routing (
        agent_id uuid primary key references agents on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        availability text not null default 'available' check (availability in ('available', 'away')),
        availability_at timestamptz,
        connected boolean not null default false,
        connected_at timestamptz,
        absent_since timestamptz,
        skills text[] not null default '{}',
        limits jsonb not null default '{}',
        last_turn bigint not null default 0
      )`);
    await runner.query(`create index agent_routing_organisation on agent_routing (organisation_id)`);
    await runner.query(`create index agent_routing_absent on agent_routing (absent_since) where absent_since is not null`);
    // Consoles that are open at each server process; gone with the process.
    await runner.query(`
      create table agent_consoles (
        process_id text not null references server_processes on delete cascade,
        agent_id uuid not null references agents on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        primary key (agent_id, process_id)
      )`);
    await runner.query(`create index agent_consoles_process on agent_consoles (process_id)`);
    for (const table of ['routing_settings', 'team_routing', 'agent_routing', 'agent_consoles']) {
      await runner.query(`select balie_protect('${table}')`);
    }
    // How much each colleague has, by channel.
    await runner.query(`
      create index tickets_load on tickets (organisation_id, assignee_id, channel_kind) where status = 'open' and assignee_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index tickets_load`);
    await runner.query(`drop table agent_consoles, agent_routing, team_routing, routing_settings`);
  }
}
