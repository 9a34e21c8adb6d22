import type { UpdateOrganisationRequest } from '@balie/shared/contracts/people.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { organisationChanged } from './organisation.events.ts';

interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly reopen_within_days: number | null;
}

/** The companies that work with Balie; usually there is one. */
@Injectable()
export class Organisations {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Is there any organisation at all? Needs a system scope. */
  async anyExists(tx: Tx): Promise<boolean> {
    return (await tx.query('select 1 from organisations limit 1')).length > 0;
  }

  /** Makes an organisation. Needs a system scope. @returns its id */
  async found(tx: Tx, name: string): Promise<string> {
    const id = newId();
    await tx.query('insert into organisations (id, name, created_at) values ($1, $2, $3)', [id, name, this.clock.now()]);
    return id;
  }

  /** @throws {NotFound} */
  async get(tx: Tx): Promise<OrganisationRow> {
    const [row] = await tx.query<OrganisationRow>('select id, name, created_at, reopen_within_days from organisations where id = $1', [
      tx.organisationId,
    ]);
    if (!row) throw new NotFound('organisation');
    return row;
  }

  /** @param changes what is left out stays */
  async change(tx: Tx, changes: UpdateOrganisationRequest): Promise<OrganisationRow> {
    await tx.query(
      `update organisations set name = coalesce($2, name), reopen_within_days = case when $3 then $4 else reopen_within_days end where id = $1`,
      [tx.organisationId, changes.name ?? null, changes.reopenWithinDays !== undefined, changes.reopenWithinDays ?? null],
    );
    const row = await this.get(tx);
    await this.outbox.add(tx, organisationChanged, { organisationId: row.id });
    return row;
  }
}
