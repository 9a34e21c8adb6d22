import type { ImportSource } from '@balie/shared/contracts/imports.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HistoryFormat, HistoryFormats, type HistoryItem, type SourceFile, UnreadableItem } from '../../modules/imports/public.ts';
import { ArchivedMail } from './archived-mail.ts';
import { MAX_MAIL_BYTES } from './mail-slice.ts';
import { mboxMails } from './mbox-reader.ts';

const MEGABYTE = 1024 * 1024;

/** Reads mail that was saved to files: mbox (as Gmail's Takeout, Thunderbird and most servers write it), or one mail per file. */
@Injectable()
export class MailArchiveFormat implements HistoryFormat, OnModuleInit {
  readonly source: ImportSource = 'mail';

  constructor(
    private readonly formats: HistoryFormats,
    private readonly archived: ArchivedMail,
  ) {}

  onModuleInit(): void {
    this.formats.register(this);
  }

  async *items(file: SourceFile, from: number): AsyncGenerator<HistoryItem> {
    for await (const mail of mboxMails(await file.open(from), from, MAX_MAIL_BYTES)) {
      const { raw, deliveredAt, head, start, end } = mail;
      yield {
        at: start,
        next: end,
        progress: file.bytes > 0 ? Math.min(1, end / file.bytes) : 1,
        label: labelOf(head) || file.name,
        bytes: raw?.byteLength ?? 0,
        prepare: async (target) => {
          if (!raw) throw new UnreadableItem('too_large', `${Math.ceil((end - start) / MEGABYTE)} MB`);
          return this.archived.prepare(raw, deliveredAt, target);
        },
      };
    }
  }
}

/** Sender and subject as they are written; good enough to find the mail again. */
function labelOf(head: Buffer): string {
  const headers = head.toString('utf8').split(/\r?\n\r?\n/, 1)[0] ?? '';
  const value = (name: string) => new RegExp(`^${name}:[ \\t]*([^\\r\\n]{0,300})`, 'im').exec(headers)?.[1]?.trim();
  return [value('from'), value('subject')].filter(Boolean).join(' – ');
}
