import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Passwords } from './passwords.ts';
import { WrongPassword } from './people.errors.ts';
import { Sessions } from './sessions.ts';
import { SignInBrake } from './sign-in-brake.ts';

/** A colleague chooses another password; every other session of theirs ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brake: SignInBrake,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** @throws {WrongPassword | TooManyAttempts} */
  async execute(principal: Principal, current: string, next: string, ip: string): Promise<void> {
    const { agentId, sessionId } = principal;
    // Who finds an open session must not be able to guess the password behind it either.
    const attempt = { account: `change-password:${agentId}`, ip };
    await this.brake.begin(attempt);
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ password_hash: string }>('select password_hash from agents where id = $1', [agentId]),
    );
    if (!row || !(await this.passwords.matches(row.password_hash, current))) throw new WrongPassword();
    await this.brake.succeeded(attempt);
    const hash = await this.passwords.hash(next);
    await this.unitOfWork.run(async (tx) => {
      const changed = await tx.execute('update agents set password_hash = $2 where id = $1 and password_hash = $3', [
        agentId,
        hash,
        row.password_hash,
      ]);
      if (changed === 0) throw new WrongPassword(); // Changed elsewhere in the meantime.
      await tx.query('delete from password_resets where agent_id = $1', [agentId]);
      await this.sessions.endAll(tx, agentId, sessionId);
    });
  }
}
