/**
 * Questions in any number over the windows that norms look at, the newest ones a minute ago: two thirds over the marketplace. One in eleven was
 * answered late, one in fifty was solved without an answer, and of the last day each third still waits. $1 organisation, $2 shop, $3 account
 * of the marketplace, $4 account of the mail, $5 contact, $6 how many, $7 over how many days.
 */
export const MANY_QUESTIONS = `
  with numbered as (
    select uuidv7() as id, i, i % 3 > 0 as is_market,
           date_trunc('milliseconds', now() - interval '1 minute' - make_interval(secs => $7::float8 * 86400 * (i - 1) / $6::int)) as asked
      from generate_series(1, $6::int) i
  ), told as (
    select *, asked + case when i % 11 = 0 then interval '30 hours' else make_interval(mins => 5 + i % 1200) end as answer from numbered
  ), made as (
    insert into tickets (id, organisation_id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, reply_token, status,
                         last_direction, last_message_at, message_count, created_at, updated_at)
    select id, $1::uuid, 200000 + i, $2::uuid, case when is_market then $3::uuid else $4::uuid end, case when is_market then 'bol' else 'email' end,
           $5::uuid, 'Vraag ' || i, id::text, 'solved', 'outbound', asked, 1, asked, asked
      from told returning id
  )
  insert into norm_questions (ticket_id, organisation_id, shop_id, channel_account_id, channel_kind, asked_at, answered_at, worked_ms, solved_at,
                              marketplace, week, due_at, long_at)
  select id, $1, $2, case when is_market then $3 else $4 end, case when is_market then 'bol' else 'email' end, asked,
         case when i % 50 > 0 and answer <= now() and not waits then answer end,
         case when i % 50 > 0 and answer <= now() and not waits then (extract(epoch from answer - asked) * 333)::bigint end,
         case when not waits then least(answer + interval '1 hour', now()) end,
         case when is_market then 'bol' end, case when is_market then date_trunc('week', asked at time zone 'Europe/Amsterdam')::date end,
         case when is_market then asked + interval '24 hours' end, case when is_market then asked + interval '18 hours' end
    from (select *, asked > now() - interval '1 day' and i % 3 = 1 as waits from told) t`;
