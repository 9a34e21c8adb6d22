import type { Role } from '@balie/shared/domain/permissions.ts';
import { v7 as newId } from 'uuid';
import { ApiClient } from '../../../../test/support/api-client.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';
import { hashToken, newToken } from '../../../platform/crypto/secret-box.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { SESSION_COOKIE } from '../../../platform/http/principal.ts';

/** Of every colleague these builders make. */
export const PASSWORD = 'correct horse battery';
// A cheap hash of it: tests that are not about passwords should not wait for them.
const PASSWORD_HASH = '$argon2id$v=19$m=1024,t=1,p=1$PTN4HsND/B2x45vC6QNswA$9sLKAxAeQlX/snNcoDQXSG6OkLgJ7T/C0uVqpIZvibU';

/** A colleague with a session of their own: `await colleague.get('/api/me')`. */
export class SignedInColleague extends ApiClient {
  constructor(
    url: string,
    cookie: string,
    readonly organisationId: string,
    readonly id: string,
    readonly name: string,
    readonly email: string,
    readonly role: Role,
    readonly sessionId: string,
  ) {
    super(url, cookie);
  }
}

export interface FoundedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly shopId: string;
  readonly owner: SignedInColleague;
}

/** An organisation with one shop and its owner, signed in. Call it again for a second organisation. */
export async function aFoundedOrganisation(app: TestApp, given: { name?: string } = {}): Promise<FoundedOrganisation> {
  const [id, shopId] = [newId(), newId()];
  const name = given.name ?? 'Klompen & Co';
  await app.app.get(UnitOfWork).system('first-run', async (tx) => {
    await tx.query('insert into organisations (id, name) values ($1, $2)', [id, name]);
    await tx.query('insert into shops (id, organisation_id, name) values ($1, $2, $3)', [shopId, id, `${name} shop`]);
  });
  return { id, name, shopId, owner: await aColleague(app, { role: 'owner', organisationId: id }) };
}

interface Given {
  readonly role?: Role;
  readonly name?: string;
  readonly email?: string;
  readonly active?: boolean;
  /** Default: the oldest organisation of the test's database. */
  readonly organisationId?: string;
}

/** A colleague (an agent unless said otherwise) who is signed in. */
export async function aColleague(app: TestApp, given: Given = {}): Promise<SignedInColleague> {
  const [id, sessionId, token] = [newId(), newId(), newToken()];
  const role = given.role ?? 'agent';
  const name = given.name ?? `${role} ${id.slice(-4)}`;
  const email = given.email ?? `${id}@colleagues.test`;
  const organisationId = await app.app.get(UnitOfWork).system('first-run', async (tx) => {
    const [oldest] = await tx.query<{ id: string }>('select id from organisations order by created_at, id limit 1');
    const organisation = given.organisationId ?? oldest?.id;
    if (!organisation) throw new Error('There is no organisation yet: call aFoundedOrganisation(app) first');
    await tx.query(
      `insert into agents (id, organisation_id, name, email, password_hash, role, active) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, organisation, name, email, PASSWORD_HASH, role, given.active ?? true],
    );
    await tx.query(
      `insert into sessions (id, organisation_id, agent_id, token_hash, ip, user_agent, expires_at)
       values ($1, $2, $3, $4, '127.0.0.1', 'test', 'infinity')`,
      [sessionId, organisation, id, hashToken(token)],
    );
    return organisation;
  });
  return new SignedInColleague(app.url, `${SESSION_COOKIE}=${token}`, organisationId, id, name, email, role, sessionId);
}
