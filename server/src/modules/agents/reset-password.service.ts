import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { hashToken } from '../../platform/crypto/secret-box.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Passwords } from './passwords.ts';
import { ResetLinkInvalid } from './people.errors.ts';
import { Sessions } from './sessions.ts';

interface Reset {
  readonly id: string;
  readonly organisation_id: string;
  readonly agent_id: string;
}

/** Sets the password of who holds a reset link, once; every session of theirs ends. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** @throws {ResetLinkInvalid} */
  async execute(token: string, password: string): Promise<void> {
    const [reset] = await this.unitOfWork.system('authentication', (tx) =>
      tx.query<Reset>(
        `select r.id, r.organisation_id, r.agent_id from password_resets r join agents a on a.id = r.agent_id
          where r.token_hash = $1 and r.expires_at > $2 and a.active`,
        [hashToken(token), this.clock.now()],
      ),
    );
    if (!reset) throw new ResetLinkInvalid();
    const hash = await this.passwords.hash(password);
    await inOrganisation(reset.organisation_id, () =>
      this.unitOfWork.run(async (tx) => {
        await tx.query('update agents set password_hash = $2 where id = $1', [reset.agent_id, hash]);
        // Used meanwhile: the other one's password stands, because this throws.
        const used = await tx.execute('delete from password_resets where id = $1', [reset.id]);
        if (used === 0) throw new ResetLinkInvalid();
        await this.sessions.endAll(tx, reset.agent_id);
      }),
    );
  }
}
