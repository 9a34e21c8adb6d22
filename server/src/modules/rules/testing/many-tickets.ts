/**
 * Tickets in any number, written straight into the tables by somebody who sees past the fences, each with the event that it was created.
 * $1 organisation, $2 shop, $3 account, $4 contact, $5 how many, $6 when the first has waited for an hour, $7 how many seconds after that the
 * last has, $8 the rule that waits so long.
 */
export const TICKETS_FOR_RULES = `
  with numbered as (
    select uuidv7() as id, uuidv7() as message_id, i,
           date_trunc('milliseconds', $6::timestamptz + make_interval(secs => $7::float8 * i / $5::int)) as due
      from generate_series(1, $5::int) i
  ), made as (
    insert into tickets (id, organisation_id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, reply_token,
                         last_direction, last_message_at, last_inbound_at, waiting_since, message_count, created_at)
    select id, $1::uuid, 100000 + i, $2::uuid, $3::uuid, 'email', $4::uuid, 'Vraag ' || i, id::text, 'inbound', due - interval '1 hour',
           due - interval '1 hour', due - interval '1 hour', 1, due - interval '1 hour'
      from numbered returning id
  ), asked as (
    insert into messages (id, organisation_id, ticket_id, channel_account_id, channel_kind, direction, author_contact_id, text, created_at,
                          arrived_at)
    select message_id, $1, id, $3, 'email', 'inbound', $4, 'Waar blijft mijn bestelling?', due - interval '1 hour', due - interval '1 hour'
      from numbered returning id
  ), waiting as (
    insert into rule_timers (rule_id, ticket_id, organisation_id, trigger, anchor, due_at)
    select $8::uuid, id, $1, 0, due - interval '1 hour', due from numbered returning ticket_id
  )
  insert into outbox_events (organisation_id, type, payload)
  select $1, 'ticket.message-received', jsonb_build_object('ticketId', id, 'messageId', message_id, 'activityIds', jsonb_build_array(),
         'created', true, 'silent', false, 'nature', 'personal')
    from numbered`;

/**
 * A norm, and six questions that nobody answered within its two hours. $1 organisation, $2 shop, $3 account, $4 contact, $5 the norm.
 */
export const MISSED_NORM = `
  with norm as (
    insert into norms (id, organisation_id, name, active, terms, created_at, updated_at)
    values ($5::uuid, $1::uuid, 'Binnen twee uur', true, jsonb_build_object('metric', 'first_answer', 'seconds', 7200, 'hours', 'calendar',
      'scope', jsonb_build_object('shopIds', jsonb_build_array(), 'channelKinds', jsonb_build_array(), 'teamIds', jsonb_build_array()),
      'threshold', 0.9, 'window', 'four_weeks', 'alerts', true), now(), now())
  ), settings as (
    insert into norm_settings (organisation_id, filled_at) values ($1, now())
  ), asked as (
    insert into tickets (id, organisation_id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, reply_token,
                         last_direction, last_message_at, message_count, created_at)
    select t.id, $1, t.i, $2::uuid, $3::uuid, 'email', $4::uuid, 'Oude vraag ' || t.i, t.id::text, 'inbound', now() - interval '1 day', 1,
           now() - interval '1 day'
      from (select uuidv7() as id, i from generate_series(1, 6) i) t returning id, created_at
  )
  insert into norm_questions (ticket_id, organisation_id, shop_id, channel_account_id, channel_kind, asked_at)
  select id, $1, $2, $3, 'email', created_at from asked`;
