import { fileTypeFromBuffer } from 'file-type';
import { isPreviewable } from './attachment-row.ts';

const UNKNOWN = 'application/octet-stream';
const WELL_FORMED = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,100}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}$/;
/** Containers that many formats use: the sender knows better which one it is. */
const CONTAINERS: ReadonlySet<string> = new Set(['application/zip', 'application/x-cfb', 'application/xml', 'text/xml']);

/** What a file is, by its contents; what it is called counts only where that can do no harm. */
export async function sniffContentType(contents: Uint8Array, declared: string): Promise<string> {
  // What cannot be looked through is a file like any other.
  const sniffed = (await fileTypeFromBuffer(contents).catch(() => undefined))?.mime;
  if (sniffed && !CONTAINERS.has(sniffed)) return sniffed;
  const claim = declared.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  // A picture that does not look like one must not be shown as one.
  if (!WELL_FORMED.test(claim) || isPreviewable(claim)) return sniffed ?? UNKNOWN;
  return claim;
}
