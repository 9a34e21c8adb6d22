import type { MarketplaceNorm, NormAtAGlance } from '@balie/shared/contracts/norms.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { judgedNorms } from './marketplace-board.ts';
import { ReadMarketplaceFacts } from './marketplace-facts.ts';
import { MeasureNorms } from './measure-norms.ts';

/** How all norms stand, for who shows them elsewhere. */
@Injectable()
export class NormStates {
  constructor(
    private readonly facts: ReadMarketplaceFacts,
    private readonly measure: MeasureNorms,
  ) {}

  /** In a number of questions to the database that does not grow. */
  async states(reader: Reader): Promise<NormAtAGlance[]> {
    const [facts, own] = await Promise.all([this.facts.all(reader, 'now'), this.measure.all(reader, 'now')]);
    const ofShops = facts.flatMap((one) =>
      judgedNorms(one).map(({ norm }) => ({
        id: `${one.shopId}:${one.rules.kind}:${norm.name}`,
        title: facts.length > 1 ? `${one.rules.label} ${one.shopName}` : one.rules.label,
        figure: norm.name,
        state: norm.state,
        value: figureOf(norm),
        threshold: norm.threshold,
        unit: norm.unit,
        href: `/norms#${one.shopId}`,
      })),
    );
    const ofTheHouse = own.map(({ norm, state, value }) => ({
      id: norm.id,
      title: norm.name,
      figure: null,
      state,
      value,
      threshold: norm.threshold,
      unit: 'percent' as const,
      href: '/norms#own',
    }));
    return [...ofShops, ...ofTheHouse];
  }
}

/** Ours, else the marketplace's. */
function figureOf({ value, theirs }: MarketplaceNorm): number | null {
  return value ?? theirs?.value ?? null;
}
