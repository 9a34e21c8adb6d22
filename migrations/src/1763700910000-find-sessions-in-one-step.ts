import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every request asks whose session it is before an organisation is known. This function is the one gate in the fence
 * for that question: it opens the system scope for itself alone, shows the session of a given secret and nothing else,
 * and so takes one round trip where a transaction in the system scope takes four.
 */
export class FindSessionsInOneStep1763700910000 implements MigrationInterface {
  name = 'FindSessionsInOneStep1763700910000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function balie_session(hash bytea, moment timestamptz)
        returns table (id uuid, organisation_id uuid, agent_id uuid, role text, last_seen_at timestamptz)
        language plpgsql strict rows 1 as $$
        declare before text := current_setting('balie.system_scope', true);
        begin
          perform set_config('balie.system_scope', 'on', true);
          return query
            select s.id, s.organisation_id, s.agent_id, a.role, s.last_seen_at
              from sessions s join agents a on a.id = s.agent_id
             where s.token_hash = hash and s.expires_at > moment and a.active;
          perform set_config('balie.system_scope', coalesce(before, ''), true);
        end
        $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function balie_session(bytea, timestamptz)`);
  }
}
