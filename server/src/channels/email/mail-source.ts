import { randomBytes } from 'node:crypto';

/**
 * A mail made quick to read: large base64 files are taken out, to be decoded natively afterwards, and of a mail made to
 * hurt only the beginning is read. Every step is linear in the size of the mail.
 */
export interface MailSource {
  readonly bytes: Uint8Array;
  /** Only the beginning of the mail is in `bytes`. */
  readonly cut: boolean;
  /** The true contents of a part as it was read from `bytes`. */
  restored(content: Uint8Array): Uint8Array;
}

/** Smaller files cost nothing to read the ordinary way. */
const LIFT_FROM = 200_000;
/** Of more text and structure than this only the beginning is read. */
const MAX_READ = 12_000_000;
const KEPT = 2_000_000;
/** More parts than any honest mail has. */
const MAX_PARTS = 2_000;
const MAX_PART_HEADERS = 20_000;

export function mailSource(raw: Uint8Array): MailSource {
  const whole = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const marks = new Marks();
  const { lean, boundaries } = lift(whole, marks);
  const end = lean.length > MAX_READ ? KEPT : boundaries.length > MAX_PARTS ? (boundaries[MAX_PARTS] ?? lean.length) : lean.length;
  return { bytes: lean.subarray(0, end), cut: end < lean.length, restored: (content) => marks.restored(content) };
}

/** @returns the mail without its large files, and where in it lines begin that may be boundaries */
function lift(whole: Buffer, marks: Marks): { lean: Buffer; boundaries: number[] } {
  const pieces: Buffer[] = [];
  const boundaries: number[] = [];
  let copied = 0;
  let shrunk = 0;
  for (let start = 0; start < whole.length; ) {
    const next = whole.indexOf('\n--', start + 1);
    const end = next < 0 ? whole.length : next;
    const body = end - start < LIFT_FROM ? -1 : startOfFile(whole, start, end);
    if (body >= 0) {
      const mark = marks.put(whole.subarray(body, end));
      pieces.push(whole.subarray(copied, body), mark);
      copied = end;
      shrunk += end - body - mark.length;
    }
    if (next >= 0) boundaries.push(next - shrunk);
    start = end;
  }
  if (pieces.length === 0) return { lean: whole, boundaries };
  return { lean: Buffer.concat([...pieces, whole.subarray(copied)]), boundaries };
}

/** Where in a part the base64 of a file begins; -1 when the part is something else, or text, which is to be read as text. */
function startOfFile(whole: Buffer, start: number, end: number): number {
  const beginning = whole.toString('latin1', start, Math.min(end, start + MAX_PART_HEADERS));
  const blank = /\n\r?\n/.exec(beginning);
  if (!blank) return -1;
  const headers = beginning.slice(0, blank.index);
  if (!/^content-transfer-encoding:[ \t]*base64[ \t]*\r?$/im.test(headers)) return -1;
  if (!/^content-type:[ \t]*(?!text\/|multipart\/|message\/)[\w-]+\//im.test(headers)) return -1;
  const body = start + blank.index + blank[0].length;
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(whole.toString('latin1', body, end)) ? body : -1;
}

/** Stand-ins for files. Nobody outside can guess them, so no mail can name a file of its own making. */
class Marks {
  /** A multiple of three, so that the encoded mark begins the same for every file. */
  private readonly secret = randomBytes(15).toString('base64url').padEnd(21, 'x').slice(0, 18);
  private readonly start = Buffer.from(this.secret).toString('base64');
  private readonly encoded: Buffer[] = [];

  put(encoded: Buffer): Buffer {
    this.encoded.push(encoded);
    const digits = String(this.encoded.length - 1).padStart(9, '0');
    return Buffer.from(`${Buffer.from(this.secret + digits).toString('base64')}\r`);
  }

  restored(content: Uint8Array): Uint8Array {
    if (this.encoded.length === 0) return content;
    const read = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    if (read.length === this.secret.length + 9 && read.toString('latin1', 0, this.secret.length) === this.secret) {
      const encoded = this.encoded[Number(read.toString('latin1', this.secret.length))];
      return encoded ? Buffer.from(encoded.toString('latin1'), 'base64') : content;
    }
    // A mail inside the mail is kept as it came.
    return read.includes(this.start) ? this.spelledOut(read) : content;
  }

  private spelledOut(read: Buffer): Buffer {
    const pieces: Buffer[] = [];
    let copied = 0;
    for (let at = read.indexOf(this.start); at >= 0; at = read.indexOf(this.start, copied)) {
      const end = at + ((this.secret.length + 9) / 3) * 4;
      const index = Number(Buffer.from(read.toString('latin1', at, end), 'base64').toString('latin1', this.secret.length));
      pieces.push(read.subarray(copied, at), this.encoded[index] ?? Buffer.alloc(0));
      // The carriage return after a mark stands for the one that the file itself ends with.
      copied = read[end] === 0x0d ? end + 1 : end;
    }
    return Buffer.concat([...pieces, read.subarray(copied)]);
  }
}
