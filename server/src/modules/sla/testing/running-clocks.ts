/**
 * Tickets and clocks in any number, written straight into the tables by somebody who sees past the fences. $1 organisation, $2 shop,
 * $3 account, $4 contact, $5 how many, $6 when the first is due, $7 how many seconds the last is due after it. Each is warned of a second
 * before.
 */
export const RUNNING_CLOCKS = `
  with numbered as (
    select uuidv7() as id, uuidv7() as message_id, i,
           $6::timestamptz + make_interval(secs => $7::float8 * i / $5::int) as due
      from generate_series(1, $5::int) i
  ), made as (
    insert into tickets (id, organisation_id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, reply_token,
                         last_direction, last_message_at, last_inbound_at, waiting_since, message_count, created_at, due_at, deadline)
    select id, $1::uuid, 100000 + i, $2::uuid, $3::uuid, 'email', $4::uuid, 'Vraag ' || i, id::text, 'inbound', due - interval '1 hour',
           due - interval '1 hour', due - interval '1 hour', 1, due - interval '1 hour', due, jsonb_build_object('target', 'first_response',
           'state', 'running', 'dueAt', to_char(due at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'warnAt', null, 'leftSeconds', null)
      from numbered returning id
  ), asked as (
    insert into messages (id, organisation_id, ticket_id, channel_account_id, channel_kind, direction, author_contact_id, text, created_at,
                          arrived_at)
    select message_id, $1, id, $3, 'email', 'inbound', $4, 'Waar blijft mijn bestelling?', due - interval '1 hour', due - interval '1 hour'
      from numbered returning id
  )
  insert into sla_clocks (id, organisation_id, ticket_id, target, cause, state, started_at, target_ms, worked_ms, spans, warn_at, due_at,
                          next_signal_at)
  select uuidv7(), $1, id, 'first_response', message_id, 'running', due - interval '1 hour', 3600000, 0,
         jsonb_build_array(jsonb_build_object('from', (extract(epoch from due - interval '1 hour') * 1000)::bigint, 'until', null, 'what', 'running')),
         due - interval '1 second', due, due - interval '1 second'
    from numbered`;
