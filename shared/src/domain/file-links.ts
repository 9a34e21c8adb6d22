/** Which files of a mail go as links, because together they are too large: the server's rule, and what the composer foretells. */

/** Headers, text and its HTML, and the links themselves. */
const ROOM_FOR_TEXT = 256 * 1024;

interface SizedFile {
  readonly id: string;
  readonly sizeBytes: number;
  /** Stands in the text, and always goes along. */
  readonly inline: boolean;
}

/** Bytes of a file as it travels in a mail: base64, in lines. */
export function encodedSize(bytes: number): number {
  const base64 = Math.ceil(bytes / 3) * 4;
  return base64 + 2 * Math.ceil(base64 / 76);
}

/**
 * The largest go as links, until the rest fits.
 * @param maxMailBytes of the whole mail, as it travels
 * @returns their ids
 */
export function filesGoingAsLinks(files: readonly SizedFile[], maxMailBytes: number): Set<string> {
  const linked = new Set<string>();
  let total = ROOM_FOR_TEXT + files.reduce((sum, { sizeBytes }) => sum + encodedSize(sizeBytes), 0);
  const largestFirst = files.filter(({ inline }) => !inline).toSorted((one, other) => other.sizeBytes - one.sizeBytes);
  for (const { id, sizeBytes } of largestFirst) {
    if (total <= maxMailBytes) break;
    linked.add(id);
    total -= encodedSize(sizeBytes);
  }
  return linked;
}
