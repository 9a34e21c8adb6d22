import type { ChatContext, ChatPage } from '@balie/shared/contracts/chat.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { hashToken, newToken } from '../../platform/crypto/secret-box.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import type { KnownCustomer } from './chat-identity.ts';
import { VISITOR_COLUMNS, type VisitorRow } from './visitor-row.ts';

const DAY_MS = 86_400_000;
const ANONYMOUS_TOKEN_MS = 180 * DAY_MS;
/** Of who signed in with the shop: they come back with a fresh identity, and others may use the same browser. */
const IDENTIFIED_TOKEN_MS = DAY_MS / 2;

export interface TokenHolder extends VisitorRow {
  readonly identified: boolean;
}

/** The visitors of a chat and the tokens by which their browsers are known. */
@Injectable()
export class Visitors {
  constructor(private readonly clock: Clock) {}

  async find(tx: Reader, id: string): Promise<VisitorRow | undefined> {
    const [row] = await tx.prepared<VisitorRow>(
      `select ${VISITOR_COLUMNS} from chat_visitors v where v.organisation_id = $1 and v.id = $2`,
      [tx.organisationId, id],
    );
    return row;
  }

  /** Those of these whom an answer can be put before, who was here last first. */
  reachable(tx: Reader, ids: readonly string[]): Promise<VisitorRow[]> {
    return tx.prepared<VisitorRow>(
      `select ${VISITOR_COLUMNS} from chat_visitors v
        where v.organisation_id = $1 and v.id = any($2::uuid[]) and v.blocked_at is null order by v.online_until desc, v.id`,
      [tx.organisationId, ids],
    );
  }

  /** Until commit nobody else writes in this conversation. */
  async lock(tx: Tx, id: string): Promise<VisitorRow | undefined> {
    const [row] = await tx.prepared<VisitorRow>(
      `select ${VISITOR_COLUMNS} from chat_visitors v where v.organisation_id = $1 and v.id = $2 for update`,
      [tx.organisationId, id],
    );
    return row;
  }

  /** The same, where the visitor is known already: it travels with what is asked next. */
  hold(tx: Tx, id: string): void {
    tx.write('select from chat_visitors where organisation_id = $1 and id = $2 for update', [tx.organisationId, id]);
  }

  /** Whom a token of this chat belongs to; undefined for one that is unknown, of another chat, or too old. */
  async byToken(tx: Reader, channelAccountId: string, token: string): Promise<TokenHolder | undefined> {
    const [row] = await tx.prepared<TokenHolder>(
      `select ${VISITOR_COLUMNS}, t.identified from chat_tokens t join chat_visitors v on v.id = t.visitor_id
        where t.organisation_id = $1 and t.token_hash = $2 and v.channel_account_id = $3 and t.expires_at > $4`,
      [tx.organisationId, hashToken(token), channelAccountId, this.clock.now()],
    );
    return row;
  }

  async create(tx: Tx, channelAccountId: string, language: Locale): Promise<VisitorRow> {
    const id = newId();
    const now = this.clock.now();
    await tx.query(
      `insert into chat_visitors (id, organisation_id, channel_account_id, language, online_until, created_at) values ($1, $2, $3, $4, $5, $5)`,
      [id, tx.organisationId, channelAccountId, language, now],
    );
    return this.present(tx, id);
  }

  /**
   * The visitor whom the shop knows by this id, on whichever device. Who chatted without a name before becomes them, when
   * they are new here; their earlier tokens are worth nothing then.
   */
  async identified(tx: Tx, channelAccountId: string, customer: KnownCustomer, before: VisitorRow | undefined, language: Locale) {
    const now = this.clock.now();
    const claimed = await tx.query<{ id: string }>(
      `select id from chat_visitors where organisation_id = $1 and channel_account_id = $2 and shop_user_id = $3 for update`,
      [tx.organisationId, channelAccountId, customer.userId],
    );
    const anonymous = before && before.shopUserId === null && claimed.length === 0 ? before : undefined;
    const [row] = await tx.query<{ id: string }>(
      `insert into chat_visitors as v (id, organisation_id, channel_account_id, language, shop_user_id, online_until, created_at)
       values ($1, $2, $3, $4, $5, $6, $6)
       on conflict (${anonymous ? 'id) do update set shop_user_id = excluded.shop_user_id' : 'channel_account_id, shop_user_id) where shop_user_id is not null do update set language = excluded.language'}
       returning v.id`,
      [anonymous?.id ?? newId(), tx.organisationId, channelAccountId, language, customer.userId, now],
    );
    const id = row?.id ?? '';
    if (anonymous) await tx.query('delete from chat_tokens where organisation_id = $1 and visitor_id = $2', [tx.organisationId, id]);
    await tx.query(
      `update chat_visitors set name = coalesce(nullif($3, ''), name), phone = coalesce($6, phone),
         email = case when $4 = '' or (email_verified and not $5) then email else $4 end,
         email_verified = case when $4 = '' then email_verified else $5 or email_verified end
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, id, storable(customer.name), storable(customer.email), customer.emailVerified, customer.phone],
    );
    return this.present(tx, id);
  }

  /** @param known the token they came with, which lives on */
  async token(tx: Tx, visitorId: string, identified: boolean, known: string | undefined): Promise<string> {
    const token = known ?? newToken();
    const expiresAt = new Date(this.clock.now().getTime() + (identified ? IDENTIFIED_TOKEN_MS : ANONYMOUS_TOKEN_MS));
    await tx.query(
      `insert into chat_tokens (token_hash, organisation_id, visitor_id, identified, expires_at) values ($1, $2, $3, $4, $5)
       on conflict (token_hash) do update set expires_at = excluded.expires_at`,
      [hashToken(token), tx.organisationId, visitorId, identified, expiresAt],
    );
    return token;
  }

  /** Where they are and what the shop tells of them; absent parts stay. */
  async noteWhereabouts(tx: Tx, id: string, page: ChatPage, context: ChatContext, browser?: string): Promise<void> {
    await tx.query(
      `update chat_visitors set page = $3, context = context || $4::jsonb, browser = coalesce($5, browser) where organisation_id = $1 and id = $2`,
      [tx.organisationId, id, storableJson(page), storableJson(context), browser ?? null],
    );
  }

  /** What somebody tells of themselves proves nothing: an address the shop vouched for stays. */
  async setDetails(tx: Tx, id: string, { name, email }: { name?: string | undefined; email?: string | undefined }): Promise<void> {
    await tx.query(
      `update chat_visitors set name = coalesce($3, name), email = case when email_verified then email else coalesce($4, email) end
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, id, name === undefined ? null : storable(name), email === undefined ? null : storable(email.toLowerCase())],
    );
  }

  async setBlocked(tx: Tx, id: string, blocked: boolean): Promise<boolean> {
    const changed = await tx.execute('update chat_visitors set blocked_at = $3 where organisation_id = $1 and id = $2', [
      tx.organisationId,
      id,
      blocked ? this.clock.now() : null,
    ]);
    return changed > 0;
  }

  private async present(tx: Tx, id: string): Promise<VisitorRow> {
    const row = await this.find(tx, id);
    if (!row) throw new Error('A visitor vanished');
    return row;
  }
}

/** JSON columns take no NUL, not even as an escape. */
function storableJson(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}
