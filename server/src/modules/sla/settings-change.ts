import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { RecomputeAll } from './recompute-all.ts';
import { slaChanged } from './sla.events.ts';

/** What follows from every change of policies and calendars, in the transaction of the change. */
@Injectable()
export class SettingsChange {
  constructor(
    private readonly recomputeAll: RecomputeAll,
    private readonly outbox: Outbox,
  ) {}

  /** Before anything is changed: changes of one organisation wait for each other. */
  async begin(tx: Tx): Promise<void> {
    await tx.query(
      `insert into sla_settings (organisation_id, version, is_measuring) values ($1, 0, false)
       on conflict (organisation_id) do update set version = sla_settings.version`,
      [tx.organisationId],
    );
  }

  /** After it: what is open is measured anew. */
  async finish(tx: Tx): Promise<void> {
    const [moved] = await tx.query<{ version: number; was: boolean; is: boolean }>(
      `update sla_settings s set version = s.version + 1, is_measuring = n.active
         from (select is_measuring as was, exists (select from sla_policies p where p.organisation_id = $1 and p.active) as active
                 from sla_settings where organisation_id = $1) n
        where s.organisation_id = $1 returning s.version, n.was, s.is_measuring as is`,
      [tx.organisationId],
    );
    if (!moved) throw new Error('A change of settings was not begun');
    await this.outbox.add(tx, slaChanged, { version: moved.version });
    if (moved.was || moved.is) await this.recomputeAll.start(tx, moved.version);
  }
}
