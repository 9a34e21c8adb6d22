import type { ImportSource } from '@balie/shared/contracts/imports.ts';
import { Injectable } from '@nestjs/common';
import type { HistoryFormat } from './history-format.ts';

/** All formats of this house. */
@Injectable()
export class HistoryFormats {
  private readonly formats = new Map<ImportSource, HistoryFormat>();

  /** Call it in `onModuleInit`. */
  register(format: HistoryFormat): void {
    if (this.formats.has(format.source)) throw new Error(`Two formats for ${format.source}`);
    this.formats.set(format.source, format);
  }

  /** @throws {Error} when nothing reads it: the database knows a source that this version does not */
  get(source: ImportSource): HistoryFormat {
    const format = this.formats.get(source);
    if (!format) throw new Error(`Nothing reads ${source}`);
    return format;
  }
}
