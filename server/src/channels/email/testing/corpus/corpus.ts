import { charsets } from './charsets.ts';
import type { CorpusMail } from './corpus-mail.ts';
import { forwards } from './forwards.ts';
import { headers } from './headers.ts';
import { nature } from './nature.ts';
import { repliesInHtml } from './replies-html.ts';
import { repliesInText } from './replies-text.ts';
import { reports } from './reports.ts';
import { structure } from './structure.ts';
import { wrappers } from './wrappers.ts';

/** Mail as it comes to a shop, written by us, each with what must become of it. */
export const corpus: readonly CorpusMail[] = [
  ...charsets,
  ...headers,
  ...structure,
  ...wrappers,
  ...nature,
  ...reports,
  ...repliesInText,
  ...repliesInHtml,
  ...forwards,
];
