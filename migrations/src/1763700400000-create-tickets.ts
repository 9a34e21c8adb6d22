import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets, their messages, files, timeline, drafts, reading marks and notifications. */
export class CreateTickets1763700400000 implements MigrationInterface {
  name = 'CreateTickets1763700400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tickets (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        number int not null,
        shop_id uuid not null references shops,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        channel_kind text not null,
        contact_id uuid not null references contacts,
        subject text not null,
        status text not null default 'open' check (status in ('open', 'pending', 'snoozed', 'solved', 'closed', 'spam')),
        priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
        assignee_id uuid references agents on delete set null,
        team_id uuid references teams on delete set null,
        tags text[] not null default '{}',
        reply_token text not null,
        preview text not null default '',
        last_direction text not null,
        last_message_at timestamptz not null,
        last_inbound_at timestamptz,
        waiting_since timestamptz,
        snoozed_until timestamptz,
        has_failed_delivery boolean not null default false,
        message_count int not null default 0,
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (organisation_id, number)
      )`);
    await runner.query(`create unique index tickets_reply_token on tickets (reply_token)`);
    await runner.query(`create index tickets_newest on tickets (organisation_id, status, last_message_at desc, id desc)`);
    await runner.query(`
      create index tickets_waiting on tickets (organisation_id, status, waiting_since, id) where waiting_since is not null`);
    await runner.query(`
      create index tickets_assignee on tickets (organisation_id, assignee_id, status, last_message_at desc, id desc)`);
    await runner.query(`
      create index tickets_unassigned on tickets (organisation_id, last_message_at desc, id desc)
      where status = 'open' and assignee_id is null`);
    await runner.query(`
      create index tickets_team on tickets (organisation_id, team_id, status, last_message_at desc, id desc)
      where team_id is not null`);
    await runner.query(`create index tickets_contact on tickets (organisation_id, contact_id, last_message_at desc, id desc)`);
    await runner.query(`create index tickets_snoozed_due on tickets (snoozed_until) where status = 'snoozed'`);
    await runner.query(`
      create index tickets_failed_delivery on tickets (organisation_id, last_message_at desc, id desc) where has_failed_delivery`);

    await runner.query(`
      create table tags (
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        created_at timestamptz not null default now(),
        primary key (organisation_id, name)
      )`);
    await runner.query(`
      create table ticket_tags (
        ticket_id uuid not null references tickets on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        primary key (ticket_id, name)
      )`);
    await runner.query(`create index ticket_tags_name on ticket_tags (organisation_id, name, ticket_id)`);

    await runner.query(`
      create table messages (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        channel_account_id uuid references channel_accounts on delete set null,
        channel_kind text,
        direction text not null check (direction in ('inbound', 'outbound', 'note')),
        author_agent_id uuid references agents on delete set null,
        author_contact_id uuid references contacts on delete set null,
        author_name text not null default '',
        author_address text not null default '',
        subject text not null default '',
        from_address jsonb,
        to_addresses jsonb not null default '[]',
        cc_addresses jsonb not null default '[]',
        bcc_addresses jsonb not null default '[]',
        reply_recipients jsonb,
        html text not null default '',
        text text not null default '',
        full_html text,
        full_text text,
        has_remote_images boolean not null default false,
        mention_ids uuid[] not null default '{}',
        external_id text,
        content_hash text,
        thread_references text[] not null default '{}',
        idempotency_key uuid,
        raw_message_id uuid,
        delivery_state text not null default 'received'
          check (delivery_state in ('received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'undone')),
        undo_until timestamptz,
        attempts int not null default 0,
        next_attempt_at timestamptz,
        delivery_reason text,
        sent_at timestamptz,
        created_at timestamptz not null default now()
      )`);
    await runner.query(`create index messages_ticket on messages (ticket_id, created_at, id)`);
    // The same message may come by two roads or twice by one; a reused Message-ID with other content is another message.
    await runner.query(`
      create unique index messages_once on messages (channel_account_id, external_id, content_hash) where direction = 'inbound'`);
    await runner.query(`create index messages_external on messages (organisation_id, external_id) where external_id is not null`);
    await runner.query(`
      create unique index messages_idempotency on messages (organisation_id, idempotency_key) where idempotency_key is not null`);
    await runner.query(`
      create index messages_failed on messages (organisation_id, created_at desc, id desc) where delivery_state = 'failed'`);
    await runner.query(`create index messages_outgoing on messages (next_attempt_at) where delivery_state in ('queued', 'sending')`);

    await runner.query(`
      create table files (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        sha256 text not null,
        size_bytes bigint not null,
        storage_key text not null,
        created_at timestamptz not null default now(),
        unique (organisation_id, sha256)
      )`);
    // An upload waits without a message until it is sent with one.
    await runner.query(`
      create table attachments (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        message_id uuid references messages on delete cascade,
        file_id uuid not null references files,
        uploaded_by uuid references agents on delete set null,
        name text not null,
        content_type text not null,
        size_bytes bigint not null,
        content_id text,
        inline boolean not null default false,
        position int not null default 0,
        created_at timestamptz not null default now()
      )`);
    await runner.query(`create index attachments_message on attachments (message_id, position)`);
    await runner.query(`create index attachments_waiting on attachments (created_at) where message_id is null`);

    await runner.query(`
      create table activities (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        type text not null,
        agent_id uuid references agents on delete set null,
        data jsonb not null default '{}',
        created_at timestamptz not null default now()
      )`);
    await runner.query(`create index activities_ticket on activities (ticket_id, created_at, id)`);

    await runner.query(`
      create table drafts (
        agent_id uuid not null references agents on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        kind text not null check (kind in ('reply', 'note')),
        organisation_id uuid not null references organisations on delete cascade,
        content jsonb not null,
        updated_at timestamptz not null default now(),
        primary key (agent_id, ticket_id, kind)
      )`);
    await runner.query(`create index drafts_ticket on drafts (ticket_id)`);
    await runner.query(`
      create table ticket_reads (
        agent_id uuid not null references agents on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        read_at timestamptz not null,
        primary key (agent_id, ticket_id)
      )`);
    await runner.query(`create index ticket_reads_ticket on ticket_reads (ticket_id)`);
    await runner.query(`
      create table notifications (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        agent_id uuid not null references agents on delete cascade,
        kind text not null check (kind in ('mention', 'assigned')),
        ticket_id uuid not null references tickets on delete cascade,
        message_id uuid references messages on delete cascade,
        actor_id uuid references agents on delete set null,
        event_key text not null,
        read_at timestamptz,
        created_at timestamptz not null default now(),
        unique (agent_id, event_key)
      )`);
    await runner.query(`create index notifications_agent on notifications (agent_id, created_at desc, id desc)`);

    // One search document per ticket, so that words of the subject, the customer and any message may be combined.
    await runner.query(`
      create table ticket_search (
        ticket_id uuid primary key references tickets on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        document tsvector not null,
        last_message_at timestamptz not null
      )`);
    await runner.query(`create index ticket_search_document on ticket_search using gin (document)`);
    await runner.query(`create index ticket_search_newest on ticket_search (organisation_id, last_message_at desc, ticket_id desc)`);

    const tables = [
      'tickets',
      'tags',
      'ticket_tags',
      'messages',
      'files',
      'attachments',
      'activities',
      'drafts',
      'ticket_reads',
      'notifications',
      'ticket_search',
    ];
    for (const table of tables) await runner.query(`select balie_protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table ticket_search, notifications, ticket_reads, drafts, activities, attachments, files, messages, ticket_tags, tags, tickets`,
    );
  }
}
