import { borneBy, type Score, type ScoreNorm } from './norm-score.ts';

/** What a week that is over came to, by norm. */
export interface StrikeWeek {
  readonly monday: string;
  readonly scores: readonly (Score & ScoreNorm & { readonly name: string })[];
}

/** What a person wrote down of a week: what the marketplace's mail of it says goes before what was counted. */
export interface RecordedWeek {
  readonly monday: string;
  readonly given: boolean;
}

export interface Strike {
  readonly monday: string;
  /** `derived`: counted here, by figures of the week. */
  readonly source: 'recorded' | 'derived';
  /** The norms that were missed, as far as is known. */
  readonly names: readonly string[];
}

/** Those of the weeks that count, the newest first. A week is one strike at most. @param weeks all that count, in any order */
export function strikesIn(weeks: readonly StrikeWeek[], recorded: readonly RecordedWeek[]): Strike[] {
  const said = new Map(recorded.map((one) => [one.monday, one.given]));
  return weeks
    .toSorted((one, other) => other.monday.localeCompare(one.monday))
    .flatMap(({ monday, scores }): Strike[] => {
      const names = scores.filter(isMissed).map(({ name }) => name);
      const given = said.get(monday);
      if (given === undefined) return names.length > 0 ? [{ monday, source: 'derived', names }] : [];
      return given ? [{ monday, source: 'recorded', names }] : [];
    });
}

function isMissed({ wrong, total, ...norm }: Score & ScoreNorm): boolean {
  return wrong >= norm.from && wrong > borneBy(total, norm);
}
