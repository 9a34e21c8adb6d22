import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { Clock } from '../../../platform/clock/clock.ts';
import { inOrganisation } from '../../../platform/database/scope.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { ChannelAccounts } from '../../core/channel-accounts.ts';
import { secretsOf } from '../chat-account.ts';
import type { TestCustomer } from './customers.ts';

/** Longer than anybody looks at one page. */
const SIGNED_MS = 60 * 60 * 1000;

/** The chat that stands on the demo shop: the first that was connected. */
export interface FirstChat {
  readonly key: string;
  readonly shopName: string;
  readonly organisationId: string;
  readonly accountId: string;
}

@Injectable()
export class FirstChats {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
    private readonly clock: Clock,
  ) {}

  async find(): Promise<FirstChat | undefined> {
    const [found] = await this.unitOfWork.system('chat-reception', (tx) =>
      tx.query<FirstChat>(
        `select c.hook_token as key, s.name as "shopName", c.organisation_id as "organisationId", c.id as "accountId"
           from channel_accounts c join shops s on s.organisation_id = c.organisation_id and s.id = c.shop_id
          where c.kind = 'chat' and c.removed_at is null and c.status <> 'paused'
          order by c.created_at, c.id limit 1`,
        [],
      ),
    );
    return found;
  }

  /** What a shop's own server does for a customer who is signed in. @returns undefined while the chat has no secret */
  async vouchFor({ organisationId, accountId, key }: FirstChat, { id, name, email }: TestCustomer): Promise<string | undefined> {
    const account = await inOrganisation(organisationId, () => this.accounts.forAdapter(accountId));
    const secret = account && secretsOf(account).current?.secret;
    if (!secret) return undefined;
    return new SignJWT({ name, email })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(id)
      .setAudience(key)
      .setIssuedAt(this.clock.now())
      .setExpirationTime(new Date(this.clock.now().getTime() + SIGNED_MS))
      .sign(Buffer.from(secret, 'utf8'));
  }
}
