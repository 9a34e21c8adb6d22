import type { Me, SignInRequest } from '@balie/shared/contracts/people.ts';
import { Injectable } from '@nestjs/common';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { MeQueries } from './me.queries.ts';
import { Passwords } from './passwords.ts';
import { SignInRefused } from './people.errors.ts';
import { type Client, Sessions } from './sessions.ts';
import { SignInBrake } from './sign-in-brake.ts';

interface Account {
  readonly id: string;
  readonly organisation_id: string;
  readonly password_hash: string;
}

/** Opens a session for who knows the password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brake: SignInBrake,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly me: MeQueries,
  ) {}

  /** @throws {SignInRefused | TooManyAttempts} */
  async execute({ email, password }: SignInRequest, client: Client): Promise<{ token: string; me: Me }> {
    const attempt = { account: `sign-in:${email}`, ip: client.ip };
    await this.brake.begin(attempt);
    const account = await this.find(email);
    if (!(await this.passwords.matches(account?.password_hash, password)) || !account) throw new SignInRefused();
    await this.brake.succeeded(attempt);
    return inOrganisation(account.organisation_id, () =>
      this.unitOfWork.run(async (tx) => {
        const token = await this.sessions.start(tx, account.id, account.password_hash, client);
        if (!token) throw new SignInRefused();
        return { token, me: await this.me.get(tx, account.id) };
      }),
    );
  }

  private async find(email: string): Promise<Account | undefined> {
    const [account] = await this.unitOfWork.system('authentication', (tx) =>
      tx.query<Account>('select id, organisation_id, password_hash from agents where lower(email) = $1 and active', [email]),
    );
    return account;
  }
}
