import type { MeasuredNorm, OwnNorm } from '@balie/shared/contracts/norms.ts';
import type { NormStep } from '@balie/shared/domain/norm-forecast.ts';
import { stateOf } from '@balie/shared/domain/norm-score.ts';
import { dayBegins, shifted } from '@balie/shared/domain/norm-week.ts';
import { wallDayOf } from '@balie/shared/domain/wall-clock.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { KeptSums } from './kept-sums.ts';
import type { Depth } from './marketplace-facts.ts';
import { daysOf, type NormPeriod, OWN_ZONE, periodsOf } from './norm-windows.ts';
import { type EndedDay, type NormStretch, OwnCounts } from './own-counts.ts';
import { OwnNorms } from './own-norms.ts';

/** Of fewer than that nothing is said to be broken. */
const FEWEST = 5;
/** So many days of norms are counted in one transaction that keeps them. */
const KEPT_AT_ONCE = 200;

type Ended = Pick<EndedDay, 'right' | 'wrong'>;
type Counted = Ended & { readonly open: number };
const NOTHING: Counted = { right: 0, wrong: 0, open: 0 };

/** A norm, with the stretches that it is held against, oldest first. */
interface Spread {
  readonly norm: OwnNorm;
  readonly periods: readonly NormPeriod[];
  /** All days of them that have begun. */
  readonly days: readonly string[];
}

/** Holds own norms against what happened: so many questions to the database, however many norms. */
@Injectable()
export class MeasureNorms {
  constructor(
    private readonly norms: OwnNorms,
    private readonly counts: OwnCounts,
    private readonly sums: KeptSums,
    private readonly clock: Clock,
  ) {}

  /** The active ones. */
  async all(reader: Reader, depth: Depth): Promise<MeasuredNorm[]> {
    const now = this.clock.now();
    const spreads = await this.spreads(reader, depth);
    if (spreads.length === 0) return [];
    const [asking, calling] = [spreads.filter(isOfQuestions), spreads.filter((one) => !isOfQuestions(one))];
    const kept = await this.kept(reader, asking);
    const whole = asking.flatMap(({ norm, periods, days: [first] }) => (first ? [stretchOf(norm, first, periods.at(-1)?.until ?? 0)] : []));
    const [ended, waiting, overdue, calls] = await Promise.all([
      this.counts.ended(reader, missingOf(asking, kept)),
      this.counts.waiting(reader, whole, now),
      this.counts.overdue(reader, whole, now),
      this.counts.calls(
        reader,
        calling.flatMap(({ norm, periods }) => periods.map(({ day, until }) => stretchOf(norm, day, until))),
      ),
    ]);
    const counted = new Map<string, Counted>();
    const add = (id: string, day: string, { right = 0, wrong = 0, open = 0 }: Partial<Counted>) => {
      const before = counted.get(`${id} ${day}`) ?? NOTHING;
      counted.set(`${id} ${day}`, { right: before.right + right, wrong: before.wrong + wrong, open: before.open + open });
    };
    for (const [id, days] of kept) for (const [day, sums] of days) add(id, day, sums);
    for (const one of [...ended, ...waiting, ...calls]) add(one.id, one.day, one);
    for (const { id, day } of overdue) add(id, day, { wrong: 1, open: -1 });
    const on = ({ id }: OwnNorm, days: readonly string[]) =>
      days.reduce((sum, day) => {
        const { right, wrong, open } = counted.get(`${id} ${day}`) ?? NOTHING;
        return { right: sum.right + right, wrong: sum.wrong + wrong, open: sum.open + open };
      }, NOTHING);
    return spreads.map((one) =>
      measured(
        one.norm,
        // Calls are counted by the stretch.
        one.periods.map((period) => ({ day: period.day, ...on(one.norm, isOfQuestions(one) ? daysOf(period) : [period.day]) })),
      ),
    );
  }

  /** Counts some days that have not been kept yet. After `KeptSums.hold`. @returns whether there are more */
  async keep(tx: Tx): Promise<boolean> {
    const today = wallDayOf(OWN_ZONE, this.clock.now().getTime());
    const asking = (await this.spreads(tx, 'history')).filter(isOfQuestions);
    const missing = missingOf(asking, await this.kept(tx, asking)).filter(({ day }) => day < today);
    const some = missing.slice(0, KEPT_AT_ONCE);
    const ended = new Map((await this.counts.ended(tx, some)).map((one) => [`${one.id} ${one.day}`, one]));
    this.sums.write(
      tx,
      some.map(({ id, day }) => {
        const { right, wrong } = ended.get(`${id} ${day}`) ?? NOTHING;
        return { subject: id, period: day, sums: { right, wrong } };
      }),
    );
    return missing.length > some.length;
  }

  private async spreads(reader: Reader, depth: Depth): Promise<Spread[]> {
    const now = this.clock.now().getTime();
    const today = wallDayOf(OWN_ZONE, now);
    return (await this.norms.list(reader))
      .filter(({ active }) => active)
      .map((norm) => {
        const periods = periodsOf(norm.window, OWN_ZONE, now).slice(depth === 'now' ? -1 : 0);
        return { norm, periods, days: periods.flatMap((period) => daysOf(period)).filter((day) => day <= today) };
      });
  }

  private kept(reader: Reader, asking: readonly Spread[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Ended>>> {
    const first = asking.flatMap(({ days }) => days.slice(0, 1)).toSorted()[0] ?? '';
    return this.sums.read<Ended>(
      reader,
      asking.map(({ norm }) => norm.id),
      first,
    );
  }
}

function isOfQuestions({ norm }: Spread): boolean {
  return norm.metric !== 'calls_answered';
}

/** Each day that nobody has counted for good. */
function missingOf(asking: readonly Spread[], kept: ReadonlyMap<string, ReadonlyMap<string, Ended>>): NormStretch[] {
  return asking.flatMap(({ norm, days }) =>
    days.filter((day) => !kept.get(norm.id)?.has(day)).map((day) => stretchOf(norm, day, dayBegins(OWN_ZONE, shifted(day, 1)))),
  );
}

function stretchOf({ id, metric, hours, seconds, scope }: OwnNorm, day: string, until: number): NormStretch {
  return { ...{ id, day, metric, hours, seconds, ...scope }, from: new Date(dayBegins(OWN_ZONE, day)), until: new Date(until) };
}

function measured(norm: OwnNorm, periods: readonly (Counted & { readonly day: string })[]): MeasuredNorm {
  const { right, wrong, open } = periods.at(-1) ?? NOTHING;
  const share = (one: Ended) => (one.right + one.wrong === 0 ? null : one.right / (one.right + one.wrong));
  const total = right + wrong;
  const found = stateOf({ wrong, total }, { condition: '>=', threshold: norm.threshold, from: 1 });
  return {
    norm,
    state: found === 'broken' && total < FEWEST ? 'at_risk' : found,
    value: share({ right, wrong }),
    ...{ right, wrong, open },
    history: periods.map((one) => ({ period: one.day, ours: share(one), theirs: null })),
  };
}

/** At which somebody is told. */
export function stepsOf({ state }: Pick<MeasuredNorm, 'state'>): NormStep[] {
  return state === 'broken' ? ['at_risk', 'broken'] : state === 'at_risk' ? ['at_risk'] : [];
}
