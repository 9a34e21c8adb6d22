import type { SavePolicyRequest, SlaPolicy } from '@balie/shared/contracts/sla.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/database/unique-violation.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { KnownThings } from './known-things.ts';
import { SettingsChange } from './settings-change.ts';
import { PolicyNameTaken, PolicyOrderOutdated } from './sla.errors.ts';

/** What is promised to whom, in order: the first that fits is a ticket's. */
@Injectable()
export class SlaPolicies {
  constructor(
    private readonly change: SettingsChange,
    private readonly known: KnownThings,
    private readonly clock: Clock,
  ) {}

  list(reader: Reader): Promise<SlaPolicy[]> {
    return reader.query<SlaPolicy>('select id, name, active, terms from sla_policies where organisation_id = $1 order by position, id', [
      reader.organisationId,
    ]);
  }

  /** At the end of the list. @throws {PolicyNameTaken | NotFound} the latter of what it names */
  async create(tx: Tx, policy: SavePolicyRequest): Promise<SlaPolicy> {
    const id = newId();
    await this.change.begin(tx);
    await this.known.check(tx, policy.terms);
    await nameFree(
      tx.query(
        `insert into sla_policies (id, organisation_id, name, active, position, terms, created_at, updated_at)
         select $1, $2, $3, $4, coalesce(max(position), 0) + 1, $5::jsonb, $6, $6 from sla_policies where organisation_id = $2`,
        [id, tx.organisationId, policy.name, policy.active, JSON.stringify(policy.terms), this.clock.now()],
      ),
    );
    await this.change.finish(tx);
    return { id, ...policy };
  }

  /** @throws {PolicyNameTaken | NotFound} */
  async save(tx: Tx, id: string, policy: SavePolicyRequest): Promise<SlaPolicy> {
    await this.change.begin(tx);
    await this.known.check(tx, policy.terms);
    const saved = await nameFree(
      tx.execute('update sla_policies set name = $3, active = $4, terms = $5, updated_at = $6 where organisation_id = $1 and id = $2', [
        tx.organisationId,
        id,
        policy.name,
        policy.active,
        JSON.stringify(policy.terms),
        this.clock.now(),
      ]),
    );
    if (saved === 0) throw new NotFound('policy');
    await this.change.finish(tx);
    return { id, ...policy };
  }

  /** @throws {PolicyOrderOutdated} when these are not exactly those that there are */
  async order(tx: Tx, ids: readonly string[]): Promise<SlaPolicy[]> {
    await this.change.begin(tx);
    const known = await this.list(tx);
    if (new Set(ids).size !== ids.length || known.length !== ids.length || known.some(({ id }) => !ids.includes(id)))
      throw new PolicyOrderOutdated();
    await tx.query(
      `update sla_policies p set position = o.position from unnest($2::uuid[]) with ordinality as o(id, position)
        where p.id = o.id and p.organisation_id = $1`,
      [tx.organisationId, ids],
    );
    await this.change.finish(tx);
    return this.list(tx);
  }

  /** @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<void> {
    await this.change.begin(tx);
    const removed = await tx.execute('delete from sla_policies where organisation_id = $1 and id = $2', [tx.organisationId, id]);
    if (removed === 0) throw new NotFound('policy');
    await this.change.finish(tx);
  }
}

async function nameFree<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (isUniqueViolation(error, 'sla_policies_name')) throw new PolicyNameTaken();
    throw error;
  }
}
