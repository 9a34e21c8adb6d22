import net from 'node:net';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { ChatUnavailable } from './chat.errors.ts';

const BLOCKED_MS = 30 * 86_400_000;

/**
 * Internet addresses that are kept out of the chats of an organisation. What is stored is a hash with a key of the
 * organisation that the database does not hold: nobody reads an address out of it, nor finds one by trying them all.
 */
@Injectable()
export class AddressBlocks {
  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** @throws {ChatUnavailable} for an address that is kept out */
  async check(tx: Reader, address: string): Promise<void> {
    if (await this.isBlocked(tx, address)) throw new ChatUnavailable();
  }

  async isBlocked(tx: Reader, address: string): Promise<boolean> {
    const found = await tx.prepared(
      'select from chat_blocked_addresses where organisation_id = $1 and address_hash = $2 and expires_at > $3',
      [tx.organisationId, this.hash(tx, address), this.clock.now()],
    );
    return found.length > 0;
  }

  /** From where a visitor comes now. */
  async note(tx: Tx, visitorId: string, address: string): Promise<void> {
    await tx.query(
      'update chat_visitors set address_hash = $3 where organisation_id = $1 and id = $2 and address_hash is distinct from $3',
      [tx.organisationId, visitorId, this.hash(tx, address)],
    );
  }

  /** Keeps out whoever comes from where this visitor came last. @returns all who came from there: they are to be disconnected */
  async block(tx: Tx, visitorId: string): Promise<string[]> {
    await tx.query(
      `insert into chat_blocked_addresses (organisation_id, address_hash, visitor_id, expires_at)
       select organisation_id, address_hash, id, $3 from chat_visitors where organisation_id = $1 and id = $2 and address_hash is not null
       on conflict (organisation_id, address_hash) do update set expires_at = excluded.expires_at, visitor_id = excluded.visitor_id`,
      [tx.organisationId, visitorId, new Date(this.clock.now().getTime() + BLOCKED_MS)],
    );
    const rows = await tx.query<{ id: string }>(
      `select v.id from chat_visitors v join chat_blocked_addresses b on b.organisation_id = v.organisation_id and b.address_hash = v.address_hash
        where v.organisation_id = $1 and b.visitor_id = $2`,
      [tx.organisationId, visitorId],
    );
    return rows.map(({ id }) => id);
  }

  async lift(tx: Tx, visitorId: string): Promise<void> {
    await tx.query(
      `delete from chat_blocked_addresses b where b.organisation_id = $1 and (b.visitor_id = $2
          or b.address_hash = (select v.address_hash from chat_visitors v where v.organisation_id = $1 and v.id = $2))`,
      [tx.organisationId, visitorId],
    );
  }

  /** @returns whether it is known from where they came, and until when that address is kept out */
  async of(tx: Reader, visitorId: string): Promise<{ known: boolean; blockedUntil: Date | null }> {
    const [row] = await tx.query<{ known: boolean; blockedUntil: Date | null }>(
      `select v.address_hash is not null as known,
              (select max(b.expires_at) from chat_blocked_addresses b
                where b.organisation_id = $1 and b.expires_at > $3 and (b.visitor_id = v.id or b.address_hash = v.address_hash)) as "blockedUntil"
         from chat_visitors v where v.organisation_id = $1 and v.id = $2`,
      [tx.organisationId, visitorId, this.clock.now()],
    );
    return row ?? { known: false, blockedUntil: null };
  }

  private hash(tx: Reader, address: string): Buffer {
    return this.box.keyedHash(networkOf(address), `chat-address:${tx.organisationId}`);
  }
}

/** Of IPv6 the part that a household is given: within it a computer takes another address every day. */
export function networkOf(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '');
  if (!net.isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...groups(tail)];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
