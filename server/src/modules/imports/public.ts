export { type HistoryFormat, type HistoryItem, type ImportTarget, type SourceFile, type Take, UnreadableItem } from './history-format.ts';
export { HistoryFormats } from './history-formats.ts';
export { ImportsModule } from './imports.module.ts';
