import type { NormForecast } from '@balie/shared/contracts/norms.ts';
import type { FigureName } from '@balie/shared/contracts/order-sources.ts';
import type { NormStep } from '@balie/shared/domain/norm-forecast.ts';

/** What a norm has come to, as it was when somebody was told. */
export interface AlertFacts {
  readonly value: number | null;
  readonly threshold: number;
  readonly unit: 'percent' | 'rating';
  readonly condition: '<=' | '>=';
  readonly forecast: NormForecast | null;
  readonly timeZone: string;
}
export interface NewAlert {
  readonly shopId: string | null;
  readonly normId: string | null;
  readonly name: FigureName | null;
  /** The marketplace, or the norm's own name. */
  readonly label: string;
  /** First day of what it is told once for. */
  readonly period: string;
  readonly step: NormStep;
  readonly facts: AlertFacts;
}
