import type { ImportFaultCode } from '@balie/shared/contracts/imports.ts';
import { UnreadableZip } from '../../platform/archive/zip-file.ts';
import type { FileStorage } from '../../platform/storage/file-storage.ts';
import type { HistoryFormat, HistoryItem } from './history-format.ts';
import type { ImportRunRecord } from './import-run-row.ts';
import { type FoundFile, filesIn } from './source-files.ts';

/** An item, and where it stands in the run. */
export interface RunItem {
  readonly fileNo: number;
  readonly fileName: string;
  /** Of the whole run, after it. */
  readonly progress: number;
  readonly at: number;
  readonly next: number;
  readonly label: string;
  readonly bytes: number;
  /** Set for what cannot even be told apart into items: a file, or the rest of one. */
  readonly fault?: { readonly code: ImportFaultCode; readonly detail: string };
  readonly prepare: HistoryItem['prepare'] | undefined;
}

/** All that is left after a whole file. */
const END_OF_FILE = Number.MAX_SAFE_INTEGER;

/**
 * Hands the items of a run on from where it is, in order, until `take` has had enough.
 * @param take returns false to stop
 * @returns whether that was all
 * @throws {UnreadableZip | StoredFileMissing}
 */
export async function eachItem(
  run: ImportRunRecord,
  format: HistoryFormat,
  storage: FileStorage,
  take: (item: RunItem) => Promise<boolean>,
): Promise<boolean> {
  const total = run.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) || 1;
  let fileNo = -1;
  let passed = 0;
  for (const { name, sizeBytes, storageKey } of run.files) {
    const before = passed;
    const goesOn = await storage.withLocalFile(storageKey ?? '', async (path) => {
      for await (const file of filesIn({ name, path })) {
        fileNo++;
        const done = passed;
        passed += file.weight;
        if (fileNo < run.file_no) continue;
        const from = fileNo === run.file_no ? run.at : 0;
        for await (const item of itemsOf(file, format, from)) {
          const progress = Math.min(1, (done + file.weight * item.progress) / total);
          if (!(await take({ ...item, fileNo, fileName: file.name, progress }))) return false;
        }
      }
      return true;
    });
    if (!goesOn) return false;
    passed = before + sizeBytes;
  }
  return true;
}

type FileItem = Omit<RunItem, 'fileNo' | 'fileName'>;

/** A file that breaks off becomes a failed item itself: the others shall come in. */
async function* itemsOf(file: FoundFile, format: HistoryFormat, from: number): AsyncGenerator<FileItem> {
  const broken = (at: number, code: ImportFaultCode, detail: string): FileItem => ({
    at,
    next: END_OF_FILE,
    progress: 1,
    label: file.name,
    bytes: 0,
    fault: { code, detail },
    prepare: undefined,
  });
  if (from >= END_OF_FILE) return;
  if (file.fault) {
    yield broken(0, file.fault, '');
    return;
  }
  let at = from;
  try {
    for await (const item of format.items(file, from)) {
      at = item.next;
      yield { ...item, prepare: (target) => item.prepare(target) };
    }
  } catch (error) {
    yield broken(at, 'unreadable', error instanceof UnreadableZip ? `zip: ${error.message}` : (error as Error).message);
  }
}
