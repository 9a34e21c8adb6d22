import { Injectable } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { mailboxOf } from './mail-addresses.ts';

/** So long a mailbox that was just connected may pass for a stranger's. */
const OWN_MS = 500;

/** The mailboxes of the organisation, by which our own mail is known. */
@Injectable()
export class OwnMailboxes {
  private readonly known = new Map<string, { readonly mailboxes: Promise<ReadonlySet<string>>; readonly until: number }>();

  constructor(private readonly accounts: ChannelAccounts) {}

  /** As `mailboxOf` writes them; read once for a burst of mail. */
  read(): Promise<ReadonlySet<string>> {
    const organisationId = currentOrganisationId();
    const known = this.known.get(organisationId);
    if (known && known.until > performance.now()) return known.mailboxes;
    const mailboxes = this.accounts.ownAddresses('email').then((addresses) => new Set([...addresses].map(mailboxOf)));
    this.known.set(organisationId, { mailboxes, until: performance.now() + OWN_MS });
    return mailboxes;
  }
}
