import type { NormState } from './norm-forecast.ts';

/** What was counted of a norm: of `total`, so many were as they should not be. */
export interface Score {
  readonly wrong: number;
  readonly total: number;
}

export interface ScoreNorm {
  /** `>=`: at least so large a share must be right; `<=`: at most so large a share may be wrong. */
  readonly condition: '<=' | '>=';
  readonly threshold: number;
  /** Fewer wrong ones than that break nothing. */
  readonly from: number;
}

const GRAIN = 1e-9;

/** So many wrong ones the norm bears. */
export function borneBy(total: number, { condition, threshold }: Omit<ScoreNorm, 'from'>): number {
  return Math.floor(total * (condition === '>=' ? 1 - threshold : threshold) + GRAIN);
}

/** Broken by more wrong ones than the norm bears; at risk with one more to go, or where only their small number saves it. */
export function stateOf({ wrong, total }: Score, norm: ScoreNorm): NormState {
  if (total === 0) return 'unknown';
  const borne = borneBy(total, norm);
  if (wrong > borne) return wrong >= norm.from ? 'broken' : 'at_risk';
  return wrong > 0 && wrong >= borne ? 'at_risk' : 'good';
}

/** The share that the norm speaks of; null: there was nothing. */
export function shareOf({ wrong, total }: Score, condition: ScoreNorm['condition']): number | null {
  if (total === 0) return null;
  return condition === '>=' ? (total - wrong) / total : wrong / total;
}

/** A mean, such as a rating, against its norm. @param margin so little above it is at risk */
export function meanState(value: number | null, threshold: number, margin: number): NormState {
  if (value === null) return 'unknown';
  if (value < threshold - GRAIN) return 'broken';
  return value < threshold + margin ? 'at_risk' : 'good';
}
