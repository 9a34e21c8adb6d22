import type { ImportSource } from '@balie/shared/contracts/imports.ts';
import type { ForeignRecord } from './foreign-ticket.ts';
import type { HelpdeskWriter } from './helpdesk-writer.ts';
import { type HistoryFormat, type HistoryItem, type SourceFile, UnreadableItem } from './history-format.ts';
import type { RawRecord } from './raw-record.ts';
import { rawRecords } from './raw-records.ts';
import { firstText, type JsonObject, objectOf } from './record-values.ts';

/** Reads one helpdesk's export: how its records are written is common, what stands in them is its own. */
export class HelpdeskFormat implements HistoryFormat {
  constructor(
    readonly source: ImportSource,
    private readonly read: (record: JsonObject) => ForeignRecord,
    private readonly writer: HelpdeskWriter,
  ) {}

  async *items(file: SourceFile, from: number): AsyncGenerator<HistoryItem> {
    for await (const raw of rawRecords(file, from)) yield this.item(raw);
  }

  private item({ record, fault, head, ...rest }: RawRecord): HistoryItem {
    return {
      ...rest,
      label: record ? labelOf(record) : head,
      prepare: async (target) => {
        if (!record) throw new UnreadableItem(fault ?? 'unreadable');
        const found = this.read(record);
        if (found.kind === 'other') return async () => ({ outcome: 'skipped' });
        if (found.kind === 'person') return (tx) => this.writer.remember(tx, found.person);
        return this.writer.prepare(found.ticket, target);
      },
    };
  }
}

function labelOf(record: JsonObject): string {
  const inner = objectOf(record['helpdesk_ticket'] ?? record['ticket'] ?? record);
  const number = firstText(inner['display_id'], inner['id']);
  return [number && `#${number}`, firstText(inner['subject'], inner['name'])].filter(Boolean).join(' ');
}
