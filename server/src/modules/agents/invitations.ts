import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { Invitation } from '@balie/shared/contracts/people.ts';
import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { hashToken, newToken } from '../../platform/crypto/secret-box.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { EmailInUse } from './people.errors.ts';
import { peopleChanged } from './people.events.ts';

export const INVITATION_DAYS = 7;

interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invited_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}
/** The token is known here and now only; its hash is kept. */
export interface FreshInvitation {
  readonly invitation: Invitation;
  readonly token: string;
}

const marker = z.tuple([z.uuid()]);
const SELECT = `select i.id, i.email, i.role, i.created_at, i.expires_at, a.name as invited_by
  from invitations i join agents a on a.id = i.invited_by where i.organisation_id = $1`;

/** Invitations that nobody accepted yet; the expired ones stay in the list, to be renewed or withdrawn. */
@Injectable()
export class Invitations {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async list(tx: Tx, { cursor, limit }: PageQuery): Promise<{ items: Invitation[]; nextCursor: string | null }> {
    const [after] = cursor ? decodeCursor(cursor, marker) : [null];
    const rows = await tx.query<InvitationRow>(`${SELECT} and ($2::uuid is null or i.id > $2) order by i.id limit $3`, [
      tx.organisationId,
      after,
      limit + 1,
    ]);
    return toPage(rows, limit, toWire, (row) => [row.id]);
  }

  /**
   * Inviting an address again replaces its invitation: the older link stops working.
   * @throws {EmailInUse} when a colleague has the address already
   */
  async create(tx: Tx, invitedBy: string, email: string, role: Role): Promise<FreshInvitation> {
    const known = await tx.query('select 1 from agents where organisation_id = $1 and lower(email) = $2', [tx.organisationId, email]);
    if (known.length > 0) throw new EmailInUse();
    const { token, createdAt, expiresAt } = this.freshToken();
    const [row] = await tx.query<{ id: string }>(
      `insert into invitations (id, organisation_id, email, role, token_hash, invited_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (organisation_id, lower(email)) do update set role = excluded.role, token_hash = excluded.token_hash,
         invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at
       returning id`,
      [newId(), tx.organisationId, email, role, hashToken(token), invitedBy, createdAt, expiresAt],
    );
    return { invitation: await this.changed(tx, row?.id), token };
  }

  /** A new link with a new term; the older link stops working. @throws {NotFound} */
  async renew(tx: Tx, id: string): Promise<FreshInvitation> {
    const { token, expiresAt } = this.freshToken();
    await tx.query('update invitations set token_hash = $3, expires_at = $4 where organisation_id = $1 and id = $2', [
      tx.organisationId,
      id,
      hashToken(token),
      expiresAt,
    ]);
    return { invitation: await this.changed(tx, id), token };
  }

  /** @throws {NotFound} */
  async withdraw(tx: Tx, id: string): Promise<void> {
    const withdrawn = await tx.execute('delete from invitations where organisation_id = $1 and id = $2', [tx.organisationId, id]);
    if (withdrawn === 0) throw new NotFound('invitation');
    await this.announce(tx);
  }

  private async changed(tx: Tx, id: string | undefined): Promise<Invitation> {
    const [row] = await tx.query<InvitationRow>(`${SELECT} and i.id = $2`, [tx.organisationId, id]);
    if (!row) throw new NotFound('invitation');
    await this.announce(tx);
    return toWire(row);
  }

  private async announce(tx: Tx): Promise<void> {
    if (tx.organisationId) await this.outbox.add(tx, peopleChanged, { organisationId: tx.organisationId });
  }

  private freshToken(): { token: string; createdAt: Date; expiresAt: Date } {
    const createdAt = this.clock.now();
    return { token: newToken(), createdAt, expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS * 24 * 3600 * 1000) };
  }
}

function toWire(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    invitedBy: row.invited_by,
  };
}
