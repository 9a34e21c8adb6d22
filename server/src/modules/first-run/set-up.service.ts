import type { SetupRequest } from '@balie/shared/contracts/people.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AgentAccounts, type Client, type OpenedSession, Passwords } from '../agents/public.ts';
import { Organisations, Shops } from '../organisations/public.ts';
import { AlreadySetUp } from './first-run.errors.ts';

/** Makes the organisation, its first shop and its owner; once in the life of an installation. */
@Injectable()
export class SetUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
    private readonly shops: Shops,
    private readonly passwords: Passwords,
    private readonly accounts: AgentAccounts,
  ) {}

  async isNeeded(): Promise<boolean> {
    return !(await this.unitOfWork.system('first-run', (tx) => this.organisations.anyExists(tx)));
  }

  /** @throws {AlreadySetUp} */
  async execute(request: SetupRequest, client: Client): Promise<OpenedSession> {
    // Before the costly hash: afterwards this address is open to everybody for ever.
    if (!(await this.isNeeded())) throw new AlreadySetUp();
    const passwordHash = await this.passwords.hash(request.password);
    return this.unitOfWork.system('first-run', async (tx) => {
      // Two owners who press the button at once: the second waits here, and finds the first one's organisation.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('first-run', 0))`);
      if (await this.organisations.anyExists(tx)) throw new AlreadySetUp();
      const organisationId = await this.organisations.found(tx, request.organisationName);
      await this.shops.create(tx, { name: request.shopName, signatureHtml: '' }, organisationId);
      const { name, email, locale } = request;
      return this.accounts.open(tx, { organisationId, name, email, passwordHash, role: 'owner', locale }, client);
    });
  }
}
