import type { Readable } from 'node:stream';
import type { Request } from '../../platform/http/principal.ts';
import { ImportFileTooLarge, NoImportFiles } from './import.errors.ts';

/** A mailbox of ten years is some gigabytes. */
const MAX_FILE_BYTES = 50 * 1024 ** 3;
/** Somebody may choose a folder full of mails. */
const MAX_FILES = 5_000;

type TakeFile = (name: string, contents: Readable, isWhole: () => boolean) => Promise<boolean>;

/**
 * Hands the files of a form on as they come in, one after the other, never in memory.
 * @throws {NoImportFiles | ImportFileTooLarge}
 */
export async function readImportFiles(request: Request, take: TakeFile): Promise<void> {
  if (!request.isMultipart()) throw new NoImportFiles();
  let files = 0;
  for await (const part of request.parts({ limits: { fileSize: MAX_FILE_BYTES, files: MAX_FILES } })) {
    if (part.type !== 'file') continue;
    const { file, filename } = part;
    // The connection may have ended in the middle; what there is of the file is no file.
    const isWhole = () => !file.truncated && (request.raw.complete || !request.raw.destroyed);
    if (!(await take(filename, file, isWhole)) && file.truncated) throw new ImportFileTooLarge(MAX_FILE_BYTES);
    files++;
  }
  if (files === 0) throw new NoImportFiles();
}
