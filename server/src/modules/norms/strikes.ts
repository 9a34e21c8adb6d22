import type { RecordStrikeRequest } from '@balie/shared/contracts/norms.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Shops } from '../organisations/public.ts';
import { normsChanged } from './norm.events.ts';

interface Recorded {
  readonly shopId: string;
  readonly monday: string;
  readonly given: boolean;
}

/** What colleagues write down of a marketplace's mail about a week: a strike, or none. */
@Injectable()
export class Strikes {
  constructor(
    private readonly shops: Shops,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  recorded(reader: Reader, monday: string): Promise<Recorded[]> {
    return reader.query<Recorded>(
      `select shop_id as "shopId", week::text as monday, given from norm_strikes where organisation_id = $1 and week >= $2`,
      [reader.organisationId, monday],
    );
  }

  /** @throws {NotFound} of the shop */
  async record(tx: Tx, agentId: string, { shopId, monday, given }: RecordStrikeRequest): Promise<void> {
    if (!(await this.shops.find(tx, shopId))) throw new NotFound('shop');
    await this.outbox.add(tx, normsChanged, {});
    if (given === null) {
      tx.write('delete from norm_strikes where organisation_id = $1 and shop_id = $2 and week = $3', [tx.organisationId, shopId, monday]);
      return;
    }
    tx.write(
      `insert into norm_strikes (organisation_id, shop_id, week, given, agent_id, recorded_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (organisation_id, shop_id, week) do update set given = excluded.given, agent_id = excluded.agent_id, recorded_at = excluded.recorded_at`,
      [tx.organisationId, shopId, monday, given, agentId, this.clock.now()],
    );
  }
}
