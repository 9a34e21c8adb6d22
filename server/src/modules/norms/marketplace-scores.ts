import type { Figure, FigureName } from '@balie/shared/contracts/order-sources.ts';
import type { Score } from '@balie/shared/domain/norm-score.ts';
import { isoWeekOf } from '@balie/shared/domain/norm-week.ts';
import type { MarketplaceFacts } from './marketplace-facts.ts';
import type { RuleOfFigure } from './marketplace-rules.ts';

/** What we count ourselves of a norm in a week; undefined: not ours to count, or nothing to count by. */
const COUNTED: Readonly<Record<FigureName, (facts: MarketplaceFacts, monday: string) => Score | undefined>> = {
  RESPONSE_TIME: ({ questions }, monday) => {
    const week = questions.find((one) => one.monday === monday);
    return week && { wrong: week.late, total: week.inTime + week.late };
  },
  PHONE_AVAILABILITY: ({ calls }, monday) => {
    const week = calls.find((one) => one.monday === monday);
    return week && { wrong: week.attempts - week.answered, total: week.attempts };
  },
  CANCELLATIONS: (facts, monday) => ofOrders(facts, monday, ({ cancelled, ordered }) => ({ wrong: cancelled, total: ordered })),
  FULFILMENT: (facts, monday) => ofOrders(facts, monday, ({ late, promised }) => ({ wrong: late, total: promised })),
  TRACK_AND_TRACE: (facts, monday) => ofOrders(facts, monday, ({ untracked, parcels }) => ({ wrong: untracked, total: parcels })),
  CASE_ITEM_RATIO: (facts, monday) => {
    const asked = facts.questions.find((one) => one.monday === monday)?.asked ?? 0;
    return ofOrders(facts, monday, ({ ordered }) => ({ wrong: asked, total: ordered }));
  },
  RETURNS: () => undefined,
  REVIEWS: () => undefined,
};

function ofOrders({ orders }: MarketplaceFacts, monday: string, score: (week: MarketplaceFacts['orders'][number]) => Score) {
  const week = orders.find((one) => one.monday === monday);
  return week && score(week);
}

export function countedScore(facts: MarketplaceFacts, name: FigureName, monday: string): Score | undefined {
  const score = COUNTED[name](facts, monday);
  return score && score.total > 0 ? score : undefined;
}

export function toldFigure({ figures }: MarketplaceFacts, name: FigureName, monday: string): Figure | undefined {
  const { year, week } = isoWeekOf(monday);
  return figures.find((one) => one.name === name && one.year === year && one.week === week);
}

/** The newest figure that says something. */
export function lastTold({ figures }: MarketplaceFacts, name: FigureName): Figure | undefined {
  return figures.find((one) => one.name === name && one.value !== null);
}

/** The norm itself: as the marketplace told it last. */
export function normOf({ figures }: MarketplaceFacts, rule: RuleOfFigure) {
  const told = figures.find((one) => one.name === rule.name && one.norm !== null)?.norm;
  return { condition: told?.condition ?? rule.condition, threshold: told?.value ?? rule.threshold, toldByThem: told !== undefined };
}

/** What the marketplace counted, as wrong ones of all; undefined: it says a share alone, or nothing. */
export function toldScore(figure: Figure | undefined, condition: '<=' | '>='): Score | undefined {
  const { numerator, denominator } = figure ?? {};
  if (numerator === undefined || numerator === null || denominator === undefined || denominator === null || denominator === 0)
    return undefined;
  return { wrong: condition === '>=' ? denominator - numerator : numerator, total: denominator };
}

/** Their value by their own counts, which are right where the quotient that stands beside is not. */
export function toldValue(figure: Figure | undefined): number | null {
  if (!figure) return null;
  const { unit, numerator, denominator, value } = figure;
  return unit === 'percentage' && numerator !== null && denominator ? numerator / denominator : value;
}
