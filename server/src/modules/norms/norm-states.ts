import type { Locale } from '@balie/shared/contracts/common.ts';
import type { MarketplaceNorm, NormUnit } from '@balie/shared/contracts/norms.ts';
import type { NormState } from '@balie/shared/domain/norm-forecast.ts';
import { Injectable } from '@nestjs/common';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { FIGURE_NAMES } from './figure-names.ts';
import { judgedNorms } from './marketplace-board.ts';
import { type MarketplaceFacts, ReadMarketplaceFacts } from './marketplace-facts.ts';
import { MeasureNorms } from './measure-norms.ts';

/** A norm in a glance. `percent`: a share from 0 to 1. */
export interface NormAtAGlance {
  readonly id: string;
  readonly title: string;
  readonly state: NormState;
  readonly value: number | null;
  readonly threshold: number;
  readonly unit: NormUnit;
  readonly href: string;
}

/** How all norms stand, for who shows them elsewhere. */
@Injectable()
export class NormStates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReadMarketplaceFacts,
    private readonly measure: MeasureNorms,
  ) {}

  /** In a number of questions to the database that does not grow. */
  async states(organisationId: string, locale: Locale = 'nl'): Promise<NormAtAGlance[]> {
    const [facts, own] = await inOrganisation(organisationId, () =>
      this.unitOfWork.read((reader) => Promise.all([this.facts.all(reader, 'now'), this.measure.all(reader, 'now')])),
    );
    const ofShops = facts.flatMap((one) =>
      judgedNorms(one).map(({ norm }) => ({
        id: `${one.shopId}:${one.rules.kind}:${norm.name}`,
        title: titleOf(norm, one, facts.length > 1, locale),
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
      state,
      value,
      threshold: norm.threshold,
      unit: 'percent' as const,
      href: '/norms#own',
    }));
    return [...ofShops, ...ofTheHouse];
  }
}

/** `Reactietijd bol.com`, and of which shop where there are several. */
function titleOf({ name }: MarketplaceNorm, { rules, shopName }: MarketplaceFacts, areSeveral: boolean, locale: Locale): string {
  const named = FIGURE_NAMES[locale][name];
  return `${named.charAt(0).toLocaleUpperCase(locale)}${named.slice(1)} ${rules.label}${areSeveral ? ` (${shopName})` : ''}`;
}

/** Ours, else the marketplace's. */
function figureOf({ value, theirs }: MarketplaceNorm): number | null {
  return value ?? theirs?.value ?? null;
}
