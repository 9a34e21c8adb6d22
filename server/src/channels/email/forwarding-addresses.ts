import { randomBytes } from 'node:crypto';
import type { EmailSettings } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';

type Forwarding = NonNullable<EmailSettings['forwarding']>;
export type Verification = NonNullable<Forwarding['verification']>;
/** Whose mail an address takes. */
export interface ForwardingTarget {
  readonly accountId: string;
  readonly organisationId: string;
}

const TOKEN_BYTES = 10;

/** The addresses to which shops forward their mail: `<token>@` the domain of our own SMTP server. */
@Injectable()
export class ForwardingAddresses {
  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** 80 bits, in letters and digits that survive servers which change the case. */
  newToken(): string {
    return [...randomBytes(TOKEN_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Undefined for an address that is none of ours, or of an account that was removed. */
  async find(address: string): Promise<ForwardingTarget | undefined> {
    const [, token, domain] = /^([0-9a-z]{1,64})@([^@]+)$/.exec(address.toLowerCase()) ?? [];
    if (token === undefined || domain !== this.config.smtpListener?.domain) return undefined;
    const [row] = await this.unitOfWork.system('mail-reception', (tx) =>
      tx.query<ForwardingTarget>(
        `select id as "accountId", organisation_id as "organisationId" from channel_accounts
          where settings->>'forwardToken' = $1 and kind = 'email' and removed_at is null`,
        [token],
      ),
    );
    return row;
  }

  /** As the owner sees it. */
  async shown(accountId: string, token: string): Promise<Forwarding> {
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ verification: Verification | null }>(
        'select forwarding_verification as verification from channel_accounts where organisation_id = $1 and id = $2',
        [tx.organisationId, accountId],
      ),
    );
    return { to: `${token}@${this.config.smtpListener?.domain ?? 'forwarding-is-off.invalid'}`, verification: row?.verification ?? null };
  }

  async keepVerification(accountId: string, verification: Verification): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('update channel_accounts set forwarding_verification = $3 where organisation_id = $1 and id = $2', [
        tx.organisationId,
        accountId,
        JSON.stringify(verification),
      ]),
    );
  }
}
