import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { hashToken, newToken } from '../../platform/crypto/secret-box.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Authenticator, type Principal } from '../../platform/http/principal.ts';
import { sessionsEnded } from './people.events.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A session ends when nobody used it for this long. */
const IDLE_MS = 30 * DAY_MS;
/** "Last seen" is at most this old, and written at most this often. */
const SEEN_EVERY_MS = 60_000;

/** Where a session is used from, as its list shows it. */
export interface Client {
  readonly ip: string;
  readonly userAgent: string;
}
export interface SessionRow {
  readonly id: string;
  readonly ip: string;
  readonly user_agent: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
}
interface FoundSession {
  readonly id: string;
  readonly organisation_id: string;
  readonly agent_id: string;
  readonly role: Role;
  readonly last_seen_at: Date;
}

/** Sessions of agents: a secret in a cookie, its hash in the database. */
@Injectable()
export class Sessions extends Authenticator {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  /** One query, and never from memory: a revoked session must not outlive its revocation by a request. */
  async authenticate(sessionToken: string): Promise<Principal | undefined> {
    const now = this.clock.now();
    const [row] = await this.unitOfWork.unscoped<FoundSession>('select * from balie_session($1, $2)', [hashToken(sessionToken), now]);
    if (!row) return undefined;
    const principal = { sessionId: row.id, organisationId: row.organisation_id, agentId: row.agent_id, role: row.role };
    if (row.last_seen_at.getTime() < now.getTime() - SEEN_EVERY_MS) await this.touch(principal, now);
    return principal;
  }

  /**
   * Opens a session, unless the agent is inactive or has another password by now.
   * @returns the secret for the cookie, or undefined
   */
  async start(tx: Tx, agentId: string, passwordHash: string, client: Client): Promise<string | undefined> {
    const now = this.clock.now();
    const token = newToken();
    await tx.query('delete from sessions where agent_id = $1 and expires_at <= $2', [agentId, now]);
    // The lock makes a password change or a deactivation at the same moment end this session too, or stop it.
    const started = await tx.execute(
      `insert into sessions (id, organisation_id, agent_id, token_hash, ip, user_agent, created_at, last_seen_at, expires_at)
       select $1, organisation_id, id, $4, $5, $6, $7, $7, $8 from agents where id = $2 and active and password_hash = $3 for share`,
      [newId(), agentId, passwordHash, hashToken(token), client.ip, client.userAgent, now, new Date(now.getTime() + IDLE_MS)],
    );
    return started > 0 ? token : undefined;
  }

  /** The living ones of an agent, last used first. */
  list(tx: Tx, agentId: string): Promise<SessionRow[]> {
    return tx.query<SessionRow>(
      `select id, ip, user_agent, created_at, last_seen_at from sessions
        where organisation_id = $1 and agent_id = $2 and expires_at > $3 order by last_seen_at desc, id desc`,
      [tx.organisationId, agentId, this.clock.now()],
    );
  }

  /** Ends one session of this agent. @returns false when the agent has no such session */
  async end(tx: Tx, agentId: string, sessionId: string): Promise<boolean> {
    return (await this.remove(tx, 'agent_id = $2 and id = $3', [agentId, sessionId])) > 0;
  }

  /** Ends all sessions of an agent but the one given. */
  async endAll(tx: Tx, agentId: string, exceptSessionId: string | null = null): Promise<void> {
    await this.remove(tx, 'agent_id = $2 and id is distinct from $3', [agentId, exceptSessionId]);
  }

  private async remove(tx: Tx, condition: string, parameters: readonly unknown[]): Promise<number> {
    const ended = await tx.query<{ id: string }>(`delete from sessions where organisation_id = $1 and ${condition} returning id`, [
      tx.organisationId,
      ...parameters,
    ]);
    if (ended.length > 0) await this.outbox.add(tx, sessionsEnded, { sessionIds: ended.map(({ id }) => id) });
    return ended.length;
  }

  private async touch({ organisationId, agentId, sessionId }: Principal, now: Date): Promise<void> {
    const before = new Date(now.getTime() - SEEN_EVERY_MS);
    await inOrganisation(organisationId, () =>
      this.unitOfWork.run(async (tx) => {
        // Agent before session, the order everywhere: two transactions that lock both cannot lock each other out.
        await tx.query('update agents set last_seen_at = $2 where id = $1 and (last_seen_at is null or last_seen_at < $3)', [
          agentId,
          now,
          before,
        ]);
        await tx.query('update sessions set last_seen_at = $2, expires_at = greatest(expires_at, $3) where id = $1 and last_seen_at < $4', [
          sessionId,
          now,
          new Date(now.getTime() + IDLE_MS),
          before,
        ]);
      }),
    );
  }
}
