import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'order_sources',
  'orders',
  'order_lines',
  'order_shipments',
  'order_returns',
  'order_actions',
  'marketplace_figures',
  'ticket_orders',
];

/**
 * Orders of web shops and marketplaces, as far as a service desk needs them. What a provider tells besides stands in
 * `provider`. Who removes a source removes its orders: nothing of its customers stays.
 */
export class KeepOrders1763712000000 implements MigrationInterface {
  name = 'KeepOrders1763712000000';

  async up(runner: QueryRunner): Promise<void> {
    // `cursor`: how far it was read, in the provider's own shape.
    await runner.query(`
      create table order_sources (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        shop_id uuid not null references shops,
        kind text not null,
        name text not null,
        external_id text not null,
        status text not null default 'connecting'
          check (status in ('connecting', 'connected', 'retrying', 'needs_attention', 'paused')),
        settings jsonb not null default '{}',
        secrets bytea not null,
        cursor jsonb not null default '{}',
        backfill jsonb,
        generation int not null default 1,
        last_success_at timestamptz,
        last_error_at timestamptz,
        last_error_code text,
        last_error text,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create unique index order_sources_once on order_sources (organisation_id, kind, external_id)`);

    // `asked_at`: when the provider was asked for what stands here. An older answer that comes later is thrown away.
    await runner.query(`
      create table orders (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        source_id uuid not null references order_sources on delete cascade,
        number text not null,
        placed_at timestamptz not null,
        customer_name text not null,
        customer_city text not null,
        customer_email text not null,
        currency char(3) not null,
        total_minor bigint not null,
        provider jsonb not null default '{}',
        asked_at timestamptz not null,
        created_at timestamptz not null,
        unique (source_id, number)
      )`);
    await runner.query(`create index orders_number on orders (organisation_id, number)`);
    await runner.query(`create index orders_email on orders (organisation_id, customer_email) where customer_email <> ''`);
    await runner.query(`create index orders_placed on orders (organisation_id, source_id, placed_at desc, id desc)`);
    await runner.query(`
      create table order_lines (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        order_id uuid not null references orders on delete cascade,
        external_id text not null,
        position int not null,
        title text not null,
        sku text not null,
        quantity int not null,
        shipped int not null,
        cancelled int not null,
        unit_minor bigint not null,
        total_minor bigint not null,
        promised_on date,
        promise_exact boolean not null default false,
        promise_evening boolean not null default false,
        cancel_requested boolean not null,
        sent_by text not null check (sent_by in ('shop', 'marketplace')),
        changed_at timestamptz not null,
        unique (order_id, external_id)
      )`);

    // Shipments and returns may be told of before their order is: they know it by its number.
    await runner.query(`
      create table order_shipments (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        source_id uuid not null references order_sources on delete cascade,
        order_number text not null,
        external_id text not null,
        shipped_at timestamptz,
        carrier text not null default '',
        tracking_code text not null default '',
        items int not null default 0,
        events jsonb not null default '[]',
        ended boolean not null default false,
        asked_at timestamptz,
        unique (source_id, external_id)
      )`);
    await runner.query(`create index order_shipments_order on order_shipments (source_id, order_number)`);
    await runner.query(`create index order_shipments_due on order_shipments (source_id, asked_at nulls first) where not ended`);
    await runner.query(`
      create table order_returns (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        source_id uuid not null references order_sources on delete cascade,
        order_number text not null,
        external_id text not null,
        return_number text not null,
        sku text not null,
        title text not null default '',
        quantity int not null,
        reason text not null,
        comment text not null,
        registered_at timestamptz not null,
        handled boolean not null,
        results jsonb not null default '[]',
        carrier text not null default '',
        tracking_code text not null default '',
        asked_at timestamptz not null,
        unique (source_id, external_id)
      )`);
    await runner.query(`create index order_returns_order on order_returns (source_id, order_number)`);

    // `sent_at`: it may have reached the provider since then. `provider_ref`: what the provider calls it.
    await runner.query(`
      create table order_actions (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        order_id uuid not null references orders on delete cascade,
        task jsonb not null,
        state text not null check (state in ('waiting', 'sending', 'working', 'done', 'failed', 'unclear')),
        fault jsonb,
        provider_ref text,
        attempts int not null default 0,
        agent_id uuid references agents on delete set null,
        idempotency_key uuid not null,
        sent_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create index order_actions_order on order_actions (order_id, created_at desc)`);
    await runner.query(`create unique index order_actions_once on order_actions (organisation_id, idempotency_key)`);

    // One row a day: how a figure moved within its week is part of its history.
    await runner.query(`
      create table marketplace_figures (
        organisation_id uuid not null references organisations on delete cascade,
        source_id uuid not null references order_sources on delete cascade,
        name text not null,
        year int not null,
        week int not null,
        fetched_on date not null,
        unit text not null check (unit in ('percentage', 'average')),
        value double precision,
        numerator int,
        denominator int,
        conforms boolean,
        norm_condition text check (norm_condition in ('<=', '>=')),
        norm_value double precision,
        fetched_at timestamptz not null,
        primary key (source_id, year, week, name, fetched_on)
      )`);

    // What colleagues said: this order belongs to the ticket, or it does not, whatever its number.
    await runner.query(`
      create table ticket_orders (
        ticket_id uuid not null references tickets on delete cascade,
        order_id uuid not null references orders on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        belongs boolean not null,
        agent_id uuid references agents on delete set null,
        decided_at timestamptz not null,
        primary key (ticket_id, order_id)
      )`);
    await runner.query(`create index ticket_orders_order on ticket_orders (order_id)`);
    for (const table of TABLES) await runner.query(`select balie_protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${[...TABLES].reverse().join(', ')}`);
  }
}
