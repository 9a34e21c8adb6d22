import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { hashToken } from '../../platform/crypto/secret-box.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { InvitationInvalid } from './people.errors.ts';

export interface InvitationOffer {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
}

/** What an invitation's link stands for. */
@Injectable()
export class InvitationOffers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws {InvitationInvalid} */
  async find(token: string): Promise<InvitationOffer> {
    const [offer] = await this.unitOfWork.system('authentication', (tx) =>
      tx.query<InvitationOffer>(
        `select i.id, i.organisation_id as "organisationId", o.name as "organisationName", i.email, i.role, a.name as "invitedBy"
           from invitations i join organisations o on o.id = i.organisation_id join agents a on a.id = i.invited_by
          where i.token_hash = $1 and i.expires_at > $2`,
        [hashToken(token), this.clock.now()],
      ),
    );
    if (!offer) throw new InvitationInvalid();
    return offer;
  }
}
