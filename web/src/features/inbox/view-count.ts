import type { ViewCounts } from '@balie/shared/contracts/tickets.ts';

export interface Count {
  readonly count: number;
  /** There are at least this many. */
  readonly capped: boolean;
}

/** How much a view holds; undefined while it is not known. */
export function countOf(counts: ViewCounts | undefined, view: string): Count | undefined {
  if (!counts) return undefined;
  if (view === 'failed') return { count: counts.failedMessages + counts.failedDeliveries, capped: false };
  return counts.views[view];
}

/** `14`, `1.204`, `9.999+`. */
export function countInWords({ count, capped }: Count, locale: string): string {
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'nl-NL').format(count) + (capped ? '+' : '');
}
