import type { Locale } from '@balie/shared/contracts/common.ts';
import type { Me } from '@balie/shared/contracts/people.ts';
import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/database/unique-violation.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { MeQueries } from './me.queries.ts';
import { EmailInUse } from './people.errors.ts';
import { type Client, Sessions } from './sessions.ts';

export interface NewAgent {
  readonly organisationId: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly locale: Locale;
}
/** `token` goes into the cookie, `me` into the answer. */
export interface OpenedSession {
  readonly token: string;
  readonly me: Me;
}

/** Makes the accounts colleagues sign in to. */
@Injectable()
export class AgentAccounts {
  constructor(
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly me: MeQueries,
  ) {}

  /**
   * Makes the account and signs it in.
   * @throws {EmailInUse} also when it is used in another organisation: one address signs in to one account
   */
  async open(tx: Tx, agent: NewAgent, client: Client): Promise<OpenedSession> {
    const id = newId();
    try {
      await tx.query(
        `insert into agents (id, organisation_id, name, email, password_hash, role, locale, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, agent.organisationId, agent.name, agent.email, agent.passwordHash, agent.role, agent.locale, this.clock.now()],
      );
    } catch (error) {
      if (isUniqueViolation(error, 'agents_email')) throw new EmailInUse();
      throw error;
    }
    const token = await this.sessions.start(tx, id, agent.passwordHash, client);
    if (!token) throw new Error('An account that was just made cannot be signed in to');
    return { token, me: await this.me.get(tx, id) };
  }
}
