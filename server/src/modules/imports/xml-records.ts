import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'htmlparser2';
import type { SourceFile } from './history-format.ts';
import type { RawRecord } from './raw-record.ts';
import type { JsonObject } from './record-values.ts';

/** Elements that are a record, as Freshdesk's account export names them. */
const RECORDS = new Set(['helpdesk-ticket', 'user']);
const MAX_TEXT = 16_000_000;

interface Open {
  readonly name: string;
  text: string;
  readonly children: { readonly name: string; readonly value: unknown }[];
  readonly isList: boolean;
}

/**
 * The records of an XML file in Rails' way: `<helpdesk-ticket>` with a field per element, lists marked `type="array"`, names
 * with hyphens. A place is the number of the record. Entities of the document's own making are not known to the parser, so
 * none can grow.
 */
export async function* xmlRecords(file: SourceFile, from: number): AsyncGenerator<RawRecord> {
  const found: JsonObject[] = [];
  const parser = recordParser((record) => found.push(record));
  const decoder = new StringDecoder('utf8');
  let [index, read] = [0, 0];
  for await (const chunk of (await file.open(0)) as AsyncIterable<Buffer>) {
    parser.write(decoder.write(chunk));
    read += chunk.length;
    for (const record of found.splice(0)) {
      const at = index++;
      if (at < from) continue;
      yield { at, next: at + 1, progress: file.bytes > 0 ? read / file.bytes : 1, bytes: 10_000, record, head: '' };
    }
  }
}

function recordParser(take: (record: JsonObject) => void): Parser {
  const open: Open[] = [];
  return new Parser(
    {
      onopentag: (name, attributes) => open.push({ name, text: '', children: [], isList: attributes['type'] === 'array' }),
      ontext: (text) => {
        const top = open.at(-1);
        if (top && top.text.length < MAX_TEXT) top.text += text;
      },
      onclosetag: () => {
        const closed = open.pop();
        if (!closed) return;
        const isRecord = RECORDS.has(closed.name) && !open.some(({ name }) => RECORDS.has(name));
        if (isRecord) take({ [closed.name.replaceAll('-', '_')]: contentOf(closed) });
        // What no record holds is forgotten, or the outermost list would gather the whole file.
        else if (open.some(({ name }) => RECORDS.has(name))) {
          open.at(-1)?.children.push({ name: closed.name.replaceAll('-', '_'), value: contentOf(closed) });
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
}

function contentOf({ text, children, isList }: Open): unknown {
  if (isList) return children.map(({ value }) => value);
  if (children.length > 0) return Object.fromEntries(children.map(({ name, value }) => [name, value]));
  return text;
}
