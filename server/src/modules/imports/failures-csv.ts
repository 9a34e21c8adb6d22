import { Readable } from 'node:stream';
import type { ImportFailure } from '@balie/shared/contracts/imports.ts';

type NextPage = (cursor: string | undefined) => Promise<{ items: ImportFailure[]; nextCursor: string | null }>;

/** The list for a spreadsheet, page by page: it can be long. */
export function failuresCsv(nextPage: NextPage): Readable {
  return Readable.from(rows(nextPage));
}

async function* rows(nextPage: NextPage): AsyncGenerator<string> {
  // The mark by which spreadsheets know UTF-8.
  yield `\ufeff${line(['file', 'place', 'item', 'reason', 'detail'])}`;
  let cursor: string | null | undefined;
  do {
    const page = await nextPage(cursor ?? undefined);
    for (const { id, fileName, label, code, detail } of page.items) yield line([fileName, id, label, code, detail]);
    cursor = page.nextCursor;
  } while (cursor);
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

/** A cell that begins like a formula would be run by a spreadsheet: strangers wrote these words. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""').replaceAll(/[\r\n]+/g, ' ')}"`;
}
