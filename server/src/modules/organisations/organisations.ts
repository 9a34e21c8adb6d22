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
    const [row] = await tx.query<OrganisationRow>('select id, name, created_at from organisations where id = $1', [tx.organisationId]);
    if (!row) throw new NotFound('organisation');
    return row;
  }

  async rename(tx: Tx, name: string): Promise<OrganisationRow> {
    await tx.query('update organisations set name = $2 where id = $1', [tx.organisationId, name]);
    const row = await this.get(tx);
    await this.outbox.add(tx, organisationChanged, { organisationId: row.id });
    return row;
  }
}
