import type { SlaTerms } from '@balie/shared/contracts/sla.ts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';

const TABLES = {
  shop: 'shops',
  'channel account': 'channel_accounts',
  team: 'teams',
  colleague: 'agents',
} as const;

/** What settings may name: things of this organisation. Foreign keys look past the fence between organisations, and JSON has none. */
@Injectable()
export class KnownThings {
  /** @throws {NotFound} */
  async check(tx: Tx, { conditions, steps }: SlaTerms): Promise<void> {
    const actions = steps.map(({ action }) => action);
    await this.exist(tx, 'shop', conditions.shopIds);
    await this.exist(tx, 'channel account', conditions.channelAccountIds);
    await this.exist(tx, 'team', [
      ...conditions.teamIds,
      ...actions.flatMap((action) => (action.kind === 'assign_team' ? [action.teamId] : [])),
    ]);
    await this.exist(
      tx,
      'colleague',
      actions.flatMap((action) => (action.kind === 'notify_agent' || action.kind === 'assign_agent' ? [action.agentId] : [])),
    );
  }

  /** @throws {NotFound} when one of them is not there */
  async exist(tx: Tx, what: keyof typeof TABLES, ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return;
    const found = await tx.query(`select from ${TABLES[what]} where organisation_id = $1 and id = any($2::uuid[])`, [
      tx.organisationId,
      wanted,
    ]);
    if (found.length !== wanted.length) throw new NotFound(what);
  }
}
