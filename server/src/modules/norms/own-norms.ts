import type { NormSettings, OwnNorm, SaveNormRequest } from '@balie/shared/contracts/norms.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/database/unique-violation.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { KnownThings } from '../sla/public.ts';
import { KeptSums } from './kept-sums.ts';
import { NormNameTaken } from './norm.errors.ts';
import { normsChanged } from './norm.events.ts';

/** The norms that a house sets itself, and whether they are told by mail. */
@Injectable()
export class OwnNorms {
  constructor(
    private readonly known: KnownThings,
    private readonly sums: KeptSums,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async list(reader: Reader): Promise<OwnNorm[]> {
    const rows = await reader.query<{ id: string; name: string; active: boolean; terms: Omit<SaveNormRequest, 'name' | 'active'> }>(
      'select id, name, active, terms from norms where organisation_id = $1 order by created_at, id',
      [reader.organisationId],
    );
    return rows.map(({ terms, ...rest }) => ({ ...rest, ...terms }));
  }

  /** @throws {NormNameTaken | NotFound} the latter of what its scope names */
  async create(tx: Tx, norm: SaveNormRequest): Promise<OwnNorm> {
    const id = newId();
    await this.check(tx, norm);
    const { name, active, ...terms } = norm;
    await nameFree(
      tx.query('insert into norms (id, organisation_id, name, active, terms, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)', [
        id,
        tx.organisationId,
        name,
        active,
        JSON.stringify(terms),
        this.clock.now(),
      ]),
    );
    await this.outbox.add(tx, normsChanged, {});
    return { id, ...norm };
  }

  /** What was told of it is told anew. @throws {NormNameTaken | NotFound} */
  async save(tx: Tx, id: string, norm: SaveNormRequest): Promise<OwnNorm> {
    await this.check(tx, norm);
    const { name, active, ...terms } = norm;
    const saved = await nameFree(
      tx.execute('update norms set name = $3, active = $4, terms = $5, updated_at = $6 where organisation_id = $1 and id = $2', [
        tx.organisationId,
        id,
        name,
        active,
        JSON.stringify(terms),
        this.clock.now(),
      ]),
    );
    if (saved === 0) throw new NotFound('norm');
    await this.sums.forget(tx, id);
    tx.write('delete from norm_alerts where organisation_id = $1 and norm_id = $2', [tx.organisationId, id]);
    await this.outbox.add(tx, normsChanged, {});
    return { id, ...norm };
  }

  /** @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<void> {
    await this.sums.forget(tx, id);
    const removed = await tx.execute('delete from norms where organisation_id = $1 and id = $2', [tx.organisationId, id]);
    if (removed === 0) throw new NotFound('norm');
    await this.outbox.add(tx, normsChanged, {});
  }

  async settings(reader: Reader): Promise<NormSettings> {
    const [row] = await reader.query<NormSettings>('select mail from norm_settings where organisation_id = $1', [reader.organisationId]);
    return row ?? { mail: true };
  }

  async saveSettings(tx: Tx, { mail }: NormSettings): Promise<void> {
    await tx.query(
      `insert into norm_settings (organisation_id, mail) values ($1, $2) on conflict (organisation_id) do update set mail = excluded.mail`,
      [tx.organisationId, mail],
    );
    await this.outbox.add(tx, normsChanged, {});
  }

  private async check(tx: Tx, { scope }: SaveNormRequest): Promise<void> {
    await this.known.exist(tx, 'shop', scope.shopIds);
    await this.known.exist(tx, 'team', scope.teamIds);
  }
}

async function nameFree<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (isUniqueViolation(error, 'norms_name')) throw new NormNameTaken();
    throw error;
  }
}
