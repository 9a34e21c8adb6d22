import type { NormMarket, SaveMarketRequest } from '@balie/shared/contracts/norms.ts';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { MarketplaceRulesBook } from './marketplace-rules.ts';
import { normsChanged } from './norm.events.ts';
import { NormCounts } from './norm-counts.ts';

/** In which of a marketplace's countries each shop sells, which says whose holidays do not count for it. */
@Injectable()
export class Markets {
  constructor(
    private readonly rules: MarketplaceRulesBook,
    private readonly counts: NormCounts,
    private readonly outbox: Outbox,
  ) {}

  /** Of the shops that sell on one. */
  async list(reader: Reader): Promise<NormMarket[]> {
    const [shops, chosen] = await Promise.all([this.counts.shops(reader, this.rules.kinds()), this.chosen(reader)]);
    return shops.flatMap(({ shopId, shopName, kind }) => {
      const rules = this.rules.find(kind);
      if (!rules) return [];
      const choices = [...rules.holidaysOf];
      return [{ shopId, shopName, kind: rules.kind, label: rules.label, countries: [...(chosen(kind, shopId) ?? choices)], choices }];
    });
  }

  /** What somebody said; undefined: all countries of the marketplace. */
  async chosen(reader: Reader): Promise<(kind: string, shopId: string) => readonly string[] | undefined> {
    const rows = await reader.prepared<{ kind: string; shopId: string; countries: string[] }>(
      'select kind, shop_id as "shopId", countries from norm_markets where organisation_id = $1',
      [reader.organisationId],
    );
    return (kind, shopId) => rows.find((row) => row.kind === kind && row.shopId === shopId)?.countries;
  }

  /** What came in before is gone over again. @throws {NotFound} of a shop that does not sell there, or a country that is none of its */
  async save(tx: Tx, { shopId, kind, countries }: SaveMarketRequest): Promise<void> {
    const market = (await this.list(tx)).find((one) => one.shopId === shopId && one.kind === kind);
    if (!market || countries.some((country) => !market.choices.includes(country))) throw new NotFound('market');
    tx.write(
      `insert into norm_markets (organisation_id, shop_id, kind, countries) values ($1, $2, $3, $4)
       on conflict (shop_id, kind) do update set countries = excluded.countries`,
      [tx.organisationId, shopId, kind, countries],
    );
    tx.write('update norm_settings set filled_at = null, filled_after = null, looked_at = null where organisation_id = $1', [
      tx.organisationId,
    ]);
    await this.outbox.add(tx, normsChanged, {});
  }
}
