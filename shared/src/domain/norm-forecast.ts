/** How a week of questions goes, and where it ends up. Moments are milliseconds since 1970. */
export interface WeekOfQuestions {
  /** So far. */
  readonly asked: number;
  /** Answered in time; `late`: answered too late, or not yet and over its time. */
  readonly inTime: number;
  readonly late: number;
  /** When those go late that nobody has answered yet, the first one first. */
  readonly open: readonly number[];
  /** How many will have been asked when the week is over, as far as can be told. */
  readonly expected: number;
}

export interface ShareNorm {
  /** The share that must be in time: 0.9. */
  readonly threshold: number;
  /** So many late ones in a week, and the marketplace writes; null: it does not. */
  readonly mailAt: number | null;
  /** Fewer late ones than that are no strike, whatever the share; null: this norm gives none. */
  readonly strikeFrom: number | null;
}

export type NormState = 'good' | 'at_risk' | 'broken' | 'unknown';
/** What is told once in a week each. */
export type NormStep = 'at_risk' | 'mail_near' | 'broken';

export interface Forecast {
  readonly state: NormState;
  /** Of those that are judged; null: none is yet. */
  readonly share: number | null;
  /** So many late ones the norm bears by the end of the week. */
  readonly allowed: number;
  /** So many more, and the mail comes, or a strike is likely. 0: it is so already; null: it never is. */
  readonly untilMail: number | null;
  readonly untilStrike: number | null;
  /** When the next one goes late, and those that make it so, if nobody answers; null: none of those that are open. */
  readonly nextAt: number | null;
  readonly mailAt: number | null;
  readonly strikeAt: number | null;
  readonly steps: readonly NormStep[];
}

/** So few more, and it is said. */
const NEAR = 3;
/** What goes late within this time counts as late for the question whether there is a risk. */
const SOON_MS = 4 * 3_600_000;
/** Shares are quotients: a tenth of fifty is five, whatever the arithmetic says. */
const GRAIN = 1e-9;

/**
 * Where a week ends up. The norm is held against all questions that the week is expected to bring: of 41 on a Wednesday six may be late
 * where eighty are to be expected.
 */
export function forecast(week: WeekOfQuestions, norm: ShareNorm, now: number): Forecast {
  const expected = Math.max(week.expected, week.asked);
  const allowed = Math.floor(expected * (1 - norm.threshold) + GRAIN);
  const breaksAt = Math.max(allowed + 1, norm.strikeFrom ?? 0);
  const left = (from: number | null) => (from === null ? null : Math.max(0, from - week.late));
  const [untilMail, untilBreak] = [left(norm.mailAt), Math.max(0, breaksAt - week.late)];
  const momentOf = (more: number | null) => (more === null || more === 0 ? null : (week.open[more - 1] ?? null));
  const judged = week.inTime + week.late;
  const isBroken = untilBreak === 0;
  const soon = week.open.filter((due) => due <= now + SOON_MS).length;
  const isNear = (more: number | null) => more !== null && ((week.late > 0 && more <= NEAR) || (soon > 0 && more <= soon));
  const isMailNear = isNear(untilMail);
  const isAtRisk = isMailNear || isNear(untilBreak);
  const steps: NormStep[] = [];
  if (isAtRisk || isBroken) steps.push('at_risk');
  if (isMailNear) steps.push('mail_near');
  if (isBroken) steps.push('broken');
  return {
    state: week.asked === 0 ? 'unknown' : isBroken ? 'broken' : isAtRisk ? 'at_risk' : 'good',
    share: judged === 0 ? null : week.inTime / judged,
    allowed,
    untilMail,
    untilStrike: norm.strikeFrom === null ? null : untilBreak,
    nextAt: week.open[0] ?? null,
    mailAt: momentOf(untilMail),
    strikeAt: norm.strikeFrom === null ? null : momentOf(untilBreak),
    steps,
  };
}

/**
 * How many questions the whole week will bring: those so far, and as many as came on average in the weeks before after this point of theirs.
 * @param before of each of those weeks that had questions, how many came after the same point
 */
export function expectedIn(asked: number, before: readonly number[]): number {
  if (before.length === 0) return asked;
  return asked + Math.round(before.reduce((sum, count) => sum + count, 0) / before.length);
}
