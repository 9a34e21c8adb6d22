import type { Locale } from '@balie/shared/contracts/common.ts';
import type { InvitationWithLink } from '@balie/shared/contracts/people.ts';
import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { SystemMailer } from '../../platform/mail/system-mailer.ts';
import { type FreshInvitation, INVITATION_DAYS, Invitations } from './invitations.ts';
import { invitationMail } from './people-mails.ts';

/** Makes a link for a new colleague, mails it where mail works, and hands it over once. */
@Injectable()
export class InviteColleague {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: Invitations,
    private readonly mailer: SystemMailer,
    private readonly config: Config,
  ) {}

  /** @throws {EmailInUse} */
  invite(inviterId: string, email: string, role: Role): Promise<InvitationWithLink> {
    return this.handOver(inviterId, (tx) => this.invitations.create(tx, inviterId, email, role));
  }

  /** @throws {NotFound} */
  renew(inviterId: string, invitationId: string): Promise<InvitationWithLink> {
    return this.handOver(inviterId, (tx) => this.invitations.renew(tx, invitationId));
  }

  private async handOver(inviterId: string, make: (tx: Tx) => Promise<FreshInvitation>): Promise<InvitationWithLink> {
    const { invitation, token, inviter } = await this.unitOfWork.run(async (tx) => ({
      ...(await make(tx)),
      inviter: await nameAndHouse(tx, inviterId),
    }));
    const link = `${this.config.publicUrl}/invitation/${token}`;
    const mail = invitationMail(inviter.locale, {
      to: invitation.email,
      link,
      inviter: inviter.name,
      organisation: inviter.organisation,
      days: INVITATION_DAYS,
    });
    // After the commit: a slow mail server holds no row.
    return { ...invitation, link, mailed: await this.mailer.send(mail) };
  }
}

async function nameAndHouse(tx: Tx, agentId: string): Promise<{ name: string; locale: Locale; organisation: string }> {
  const [row] = await tx.query<{ name: string; locale: Locale; organisation: string }>(
    `select a.name, a.locale, o.name as organisation from agents a join organisations o on o.id = a.organisation_id where a.id = $1`,
    [agentId],
  );
  if (!row) throw new Error('The inviting colleague has vanished');
  return row;
}
