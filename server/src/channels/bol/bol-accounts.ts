import { Injectable } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { bolAccountSettings } from './bol-account.ts';

const KNOWN_MS = 1_000;

/** A bol channel as the mail that comes in for it sees it. */
export interface BolAccount {
  readonly id: string;
  readonly shopId: string;
  readonly contactAddress: string;
}

/** Which bol channels a mailbox brings mail for. */
@Injectable()
export class BolAccounts {
  private readonly known = new Map<
    string,
    { readonly accounts: Promise<ReadonlyMap<string, readonly BolAccount[]>>; readonly until: number }
  >();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Paused ones too: their mail is theirs. Read once for a burst of mail. */
  async ofMailbox(mailAccountId: string): Promise<readonly BolAccount[]> {
    const organisationId = currentOrganisationId();
    const known = this.known.get(organisationId);
    if (known && known.until > performance.now()) return (await known.accounts).get(mailAccountId) ?? [];
    const accounts = this.read();
    this.known.set(organisationId, { accounts, until: performance.now() + KNOWN_MS });
    accounts.catch(() => this.known.delete(organisationId));
    return (await accounts).get(mailAccountId) ?? [];
  }

  /** Something was connected or changed here. */
  forget(): void {
    this.known.delete(currentOrganisationId());
  }

  private async read(): Promise<ReadonlyMap<string, readonly BolAccount[]>> {
    const rows = await this.unitOfWork.run((tx) =>
      tx.query<{ id: string; shopId: string; settings: unknown }>(
        `select id, shop_id as "shopId", settings from channel_accounts
          where organisation_id = $1 and kind = 'bol' and removed_at is null order by created_at, id`,
        [tx.organisationId],
      ),
    );
    const accounts = rows.flatMap(({ id, shopId, settings }) => {
      const parsed = bolAccountSettings.safeParse(settings).data;
      return parsed ? [{ id, shopId, contactAddress: parsed.contactAddress.toLowerCase(), mailAccountId: parsed.mailAccountId }] : [];
    });
    return Map.groupBy(accounts, ({ mailAccountId }) => mailAccountId);
  }
}
