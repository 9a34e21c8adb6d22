import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { hashToken } from '../../platform/crypto/secret-box.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Authenticator, type Principal } from '../../platform/http/principal.ts';

/** Sessions of agents: a secret in a cookie, its hash in the database. */
@Injectable()
export class Sessions extends Authenticator {
  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  async authenticate(sessionToken: string): Promise<Principal | undefined> {
    const [row] = await this.unitOfWork.system('authentication', (tx) =>
      tx.query<{ id: string; organisation_id: string; agent_id: string; role: Role }>(
        `select s.id, s.organisation_id, s.agent_id, a.role from sessions s join agents a on a.id = s.agent_id
          where s.token_hash = $1 and s.expires_at > now() and a.active`,
        [hashToken(sessionToken)],
      ),
    );
    return row ? { sessionId: row.id, organisationId: row.organisation_id, agentId: row.agent_id, role: row.role } : undefined;
  }
}
