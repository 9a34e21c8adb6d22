import { parse } from 'csv-parse';
import type { SourceFile } from './history-format.ts';
import type { RawRecord } from './raw-record.ts';

const MAX_ROW = 16_000_000;
const FIELDS: Readonly<Record<string, string>> = {
  'ticket id': 'id',
  id: 'id',
  subject: 'subject',
  description: 'description',
  status: 'status',
  priority: 'priority',
  tags: 'tags',
  agent: 'responder_name',
  assignee: 'responder_name',
  'created time': 'created_at',
  'created at': 'created_at',
  'last update time': 'updated_at',
  'updated at': 'updated_at',
  'full name': 'requester_name',
  'contact name': 'requester_name',
  requester: 'requester_name',
  email: 'email',
  'requester email': 'email',
  'work phone': 'phone',
  'mobile phone': 'phone',
};

/**
 * The rows of a helpdesk's CSV export of tickets (Freshdesk's "Export tickets"), in the shape of its API. They tell how a
 * ticket stands and who asked, rarely what was said. A place is the number of the row.
 */
export async function* csvRecords(file: SourceFile, from: number): AsyncGenerator<RawRecord> {
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name) => FIELDS[name.trim().toLowerCase()] ?? name),
    delimiter: [',', ';', '\t'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW,
  });
  const stream = await file.open(0);
  stream.on('error', (error) => parser.destroy(error));
  let at = 0;
  for await (const row of stream.pipe(parser) as AsyncIterable<Record<string, string>>) {
    const index = at++;
    if (index < from) continue;
    const { tags = '', email = '', phone = '', requester_name: name = '', ...rest } = row;
    const requester = { name, email, phone };
    const record = { ...rest, requester_name: name, requester, tags: tags.split(',') };
    const progress = file.bytes > 0 ? Math.min(1, parser.info.bytes / file.bytes) : 1;
    yield { at: index, next: index + 1, progress, bytes: 10_000, record, head: '' };
  }
}
