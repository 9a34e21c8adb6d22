import type { MarketplaceNorm, MarketplaceShop, NormForecast } from '@balie/shared/contracts/norms.ts';
import { expectedIn, type Forecast, forecast, type NormStep } from '@balie/shared/domain/norm-forecast.ts';
import { meanState, shareOf, stateOf } from '@balie/shared/domain/norm-score.ts';
import { type StrikeWeek, strikesIn } from '@balie/shared/domain/norm-strikes.ts';
import { mondayOf, shifted } from '@balie/shared/domain/norm-week.ts';
import { EXPECTATION_WEEKS, type MarketplaceFacts } from './marketplace-facts.ts';
import type { RuleOfFigure } from './marketplace-rules.ts';
import { countedScore, lastTold, normOf, toldFigure, toldScore, toldValue } from './marketplace-scores.ts';

/** A rating is at risk so little above its norm; it is that of so many weeks. */
const RATING_MARGIN = 0.2;
const RATING_WEEKS = 13;

/** A week of questions as it is, and where it ends up. */
export interface JudgedWeek extends Forecast {
  readonly monday: string;
  readonly wire: NormForecast;
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** How the first answers of a week stand; undefined: the marketplace measures none, or nothing was asked. */
export function judgedWeek(facts: MarketplaceFacts, monday: string): JudgedWeek | undefined {
  const { rules, questions, now, week } = facts;
  const rule = rules.figures.find(({ name }) => name === 'RESPONSE_TIME');
  if (!rule) return undefined;
  const counted = questions.find((one) => one.monday === monday);
  const { asked, inTime, late } = counted ?? { asked: 0, inTime: 0, late: 0 };
  const since = shifted(week.monday, -7 * EXPECTATION_WEEKS);
  const before = questions.filter((one) => since <= one.monday && one.monday < week.monday);
  const expected =
    monday === week.monday
      ? expectedIn(
          asked,
          before.map(({ afterThisPoint }) => afterThisPoint),
        )
      : asked;
  const open = facts.open.filter((one) => one.monday === monday && one.dueAt.getTime() >= now).map(({ dueAt }) => dueAt.getTime());
  const norm = { threshold: normOf(facts, rule).threshold, mailAt: rules.mailAt, strikeFrom: rule.givesStrikes ? rule.fewest : null };
  const made = forecast({ asked, inTime, late, open, expected }, norm, now);
  const wire = {
    ...{ asked, inTime, late, open: open.length, expected, allowed: made.allowed, mailFrom: rules.mailAt },
    ...{ untilMail: made.untilMail, untilStrike: made.untilStrike },
    ...{ nextAt: instant(made.nextAt), mailAt: instant(made.mailAt), strikeAt: instant(made.strikeAt) },
  };
  return { ...made, monday, wire };
}

/** A norm of a shop, with the steps at which somebody is told. */
export interface JudgedNorm {
  readonly norm: MarketplaceNorm;
  readonly steps: readonly NormStep[];
}

export function judgedNorms(facts: MarketplaceFacts): JudgedNorm[] {
  return facts.rules.figures.map((rule) => judged(facts, rule));
}

function judged(facts: MarketplaceFacts, rule: RuleOfFigure): JudgedNorm {
  const { week, mondays } = facts;
  const { name, unit, givesStrikes } = rule;
  const { condition, threshold, toldByThem } = normOf(facts, rule);
  const told = lastTold(facts, name);
  const counted = countedScore(facts, name, week.monday);
  const days = name === 'RESPONSE_TIME' ? judgedWeek(facts, week.monday) : undefined;
  const running = toldScore(toldFigure(facts, name, week.monday), condition);
  const now =
    days && days.state !== 'unknown'
      ? days.state
      : unit === 'rating'
        ? meanState(meanOf(facts, rule), threshold, RATING_MARGIN)
        : stateOf(counted ?? running ?? { wrong: 0, total: 0 }, { condition, threshold, from: rule.fewest });
  // Before there is anything of this week: as they said of the last one, which nobody is told of again.
  const state = now === 'unknown' && told && told.conforms !== null ? (told.conforms ? 'good' : 'broken') : now;
  const steps = days?.steps ?? (now === 'broken' ? ['at_risk', 'broken'] : now === 'at_risk' ? ['at_risk'] : []);
  const norm: MarketplaceNorm = {
    ...{ name, state, unit, condition, threshold, toldByThem, givesStrikes },
    value: unit === 'rating' ? null : counted ? shareOf(counted, condition) : null,
    wrong: counted?.wrong ?? null,
    total: counted?.total ?? null,
    theirs: told
      ? {
          monday: mondayOf(told.year, told.week),
          value: toldValue(told),
          numerator: told.numerator,
          denominator: told.denominator,
          fetchedAt: told.fetchedAt,
        }
      : null,
    forecast: days && days.wire.asked > 0 ? days.wire : null,
    history: mondays.map((period) => {
      const ours = countedScore(facts, name, period);
      return { period, ours: ours ? shareOf(ours, condition) : null, theirs: toldValue(toldFigure(facts, name, period)) };
    }),
  };
  return { norm, steps };
}

/** The rating of three months, of as many reviews as there were each week where that is told. */
function meanOf(facts: MarketplaceFacts, { name }: RuleOfFigure): number | null {
  const told = facts.mondays.slice(-RATING_WEEKS).flatMap((monday) => {
    const figure = toldFigure(facts, name, monday);
    return figure && figure.value !== null ? [{ value: figure.value, weight: figure.denominator || 1 }] : [];
  });
  const weight = told.reduce((sum, one) => sum + one.weight, 0);
  return weight === 0 ? null : told.reduce((sum, one) => sum + one.value * one.weight, 0) / weight;
}

/** Everything but the tickets that wait, whose words are not known here. */
export function shopOnBoard(facts: MarketplaceFacts): Omit<MarketplaceShop, 'next' | 'openLong' | 'lateOpen'> {
  const { rules, shopId, shopName, week, mondays, recorded } = facts;
  const settled = mondays.slice(0, -1);
  const last = judgedWeek(facts, shifted(week.monday, -7));
  return {
    ...{ shopId, shopName, kind: rules.kind, label: rules.label, timeZone: rules.timeZone, monday: week.monday },
    norms: judgedNorms(facts).map(({ norm }) => norm),
    lastWeek: last && last.wire.open > 0 ? { ...last.wire, state: last.state, monday: last.monday } : null,
    openLongHours: rules.longMs / 3_600_000,
    strikes: {
      items: strikesIn(
        settled.map((monday) => strikeWeek(facts, monday)),
        recorded,
      ).map((one) => ({
        ...one,
        names: rules.figures.flatMap(({ name }) => (one.names.includes(name) ? [name] : [])),
      })),
      weeks: rules.strikeWeeks,
      closedAt: rules.closedAt,
      since: settled[0] ?? week.monday,
      choices: settled.toReversed().map((monday) => ({ monday, recorded: recorded.find((one) => one.monday === monday)?.given ?? null })),
    },
  };
}

/** By their own figures of that week, else by ours. */
function strikeWeek(facts: MarketplaceFacts, monday: string): StrikeWeek {
  const scores = facts.rules.figures
    .filter(({ givesStrikes }) => givesStrikes)
    .flatMap((rule) => {
      const { condition, threshold } = normOf(facts, rule);
      const figure = toldFigure(facts, rule.name, monday);
      const score = toldScore(figure, condition) ?? countedScore(facts, rule.name, monday);
      // Of its own time, where it was told.
      const norm = { condition: figure?.norm?.condition ?? condition, threshold: figure?.norm?.value ?? threshold };
      return score ? [{ ...score, ...norm, from: rule.fewest, name: rule.name }] : [];
    });
  return { monday, scores };
}
