import { csvRecords } from './csv-records.ts';
import type { SourceFile } from './history-format.ts';
import { jsonRecords } from './json-records.ts';
import type { RawRecord } from './raw-record.ts';
import { isObject, type JsonObject, objectOf } from './record-values.ts';
import { xmlRecords } from './xml-records.ts';

/** Answers of an API that hold many records; a place is the place of the answer and a number within it. */
const WITHIN = 65_536;
const HEAD_LENGTH = 120;

/** The records of an export, whatever it is written in. */
export async function* rawRecords(file: SourceFile, from: number): AsyncGenerator<RawRecord> {
  const kind = await kindOf(file);
  if (kind === 'csv') yield* csvRecords(file, from);
  else if (kind === 'xml') yield* xmlRecords(file, from);
  else yield* recordsOfJson(file, from);
}

async function kindOf(file: SourceFile): Promise<'csv' | 'xml' | 'json'> {
  if (/[.]csv$/i.test(file.name)) return 'csv';
  const stream = await file.open(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    stream.destroy();
    const first = chunk
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart()[0];
    if (first === '<') return 'xml';
    break;
  }
  return 'json';
}

async function* recordsOfJson(file: SourceFile, from: number): AsyncGenerator<RawRecord> {
  const skipped = from % WITHIN;
  const start = Math.floor(from / WITHIN);
  for await (const cut of jsonRecords(file, start)) {
    const base = { bytes: cut.end - cut.start, progress: file.bytes > 0 ? cut.end / file.bytes : 1, head: headOf(cut.head) };
    const parsed = cut.bytes === undefined ? undefined : parse(cut.bytes);
    const place = (index: number, isLast: boolean) => ({
      at: cut.start * WITHIN + index,
      next: isLast ? cut.end * WITHIN : cut.start * WITHIN + index + 1,
    });
    if (!parsed) {
      yield { ...base, ...place(0, true), record: undefined, fault: cut.bytes === undefined ? 'too_large' : 'unreadable' };
      continue;
    }
    const records = unwrapped(parsed);
    for (const [index, record] of records.entries()) {
      const isFirstCut = cut.start === start;
      if (isFirstCut && index < skipped) continue;
      yield { ...base, ...place(index, index === records.length - 1), record };
    }
  }
}

function parse(bytes: Buffer): JsonObject | undefined {
  try {
    const text = bytes.toString('utf8');
    // Between objects of a document stand commas and brackets.
    const value: unknown = JSON.parse(text.slice(text.indexOf('{')));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One page of an API's answers is many records. */
function unwrapped(record: JsonObject): readonly JsonObject[] {
  const data = objectOf(record['data']);
  const list = [record['payload'], data['payload'], record['tickets'], record['conversations'], record['results'], record['users']].find(
    (value): value is unknown[] => Array.isArray(value) && value.every(isObject) && !('subject' in record),
  );
  return list ? (list.slice(0, WITHIN - 1) as JsonObject[]) : [record];
}

function headOf(head: Buffer): string {
  return head.toString('utf8').replaceAll(/\s+/g, ' ').trim().slice(0, HEAD_LENGTH);
}
