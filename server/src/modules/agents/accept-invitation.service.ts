import type { Locale } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { hashToken } from '../../platform/crypto/secret-box.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { AgentAccounts, type OpenedSession } from './agent-accounts.ts';
import { InvitationOffers } from './invitation-offers.ts';
import { Passwords } from './passwords.ts';
import { InvitationInvalid } from './people.errors.ts';
import { peopleChanged } from './people.events.ts';
import type { Client } from './sessions.ts';

interface Given {
  readonly name: string;
  readonly password: string;
  readonly locale: Locale;
}

/** The invited one becomes a colleague: the account is made and signed in, the invitation is used up. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: InvitationOffers,
    private readonly passwords: Passwords,
    private readonly accounts: AgentAccounts,
    private readonly outbox: Outbox,
  ) {}

  /** @throws {InvitationInvalid | EmailInUse} */
  async execute(token: string, given: Given, client: Client): Promise<OpenedSession> {
    const { id, organisationId, email, role } = await this.offers.find(token);
    const passwordHash = await this.passwords.hash(given.password);
    return inOrganisation(organisationId, () =>
      this.unitOfWork.run(async (tx) => {
        // Used, withdrawn or renewed in the meantime; of two at once the second waits here and finds nothing.
        const used = await tx.execute('delete from invitations where id = $1 and token_hash = $2', [id, hashToken(token)]);
        if (used === 0) throw new InvitationInvalid();
        const agent = { organisationId, name: given.name, email, passwordHash, role, locale: given.locale };
        const opened = await this.accounts.open(tx, agent, client);
        await this.outbox.add(tx, peopleChanged, { organisationId });
        return opened;
      }),
    );
  }
}
