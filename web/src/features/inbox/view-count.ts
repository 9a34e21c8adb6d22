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

/** Made once: making one takes longer than drawing the number. */
const FORMATS = { nl: new Intl.NumberFormat('nl-NL'), en: new Intl.NumberFormat('en-GB') };

/** `14`, `1.204`, `10.000+`. */
export function countInWords({ count, capped }: Count, locale: string): string {
  return (locale === 'en' ? FORMATS.en : FORMATS.nl).format(count) + (capped ? '+' : '');
}
