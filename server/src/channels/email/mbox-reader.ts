import { type Boundary, type Cut, cutStream } from '../../platform/archive/cut-stream.ts';

/** A mail of an mbox file. */
export interface MboxMail {
  readonly start: number;
  readonly end: number;
  /** Undefined when it is too large; `head` is its beginning. */
  readonly raw: Buffer | undefined;
  readonly head: Buffer;
  /** When it was delivered, by the line above it; undefined when that says nothing sensible. */
  readonly deliveredAt: Date | undefined;
}

const NEWLINE = 0x0a;
const FROM = Buffer.from('From ');
const SEPARATOR = Buffer.from('\nFrom ');
/** As RFC 4155 has it, and what Gmail, Thunderbird, mutt and Dovecot write: somebody, a date with its year. */
const FROM_LINE = /^From (?:\S+ .*|- .*|\S+@\S* *.*)\b(?:19[7-9]|20\d)\d\b/;
/** A line longer than this is no separator. */
const MAX_FROM_LINE = 500;

/**
 * The mails of an mbox, one at a time (RFC 4155). Lines that begin with "From " in a text are written with ">" before them
 * (mboxrd, mboxo), which is taken off again; where a program forgot to, only a line that follows an empty one and looks
 * like a separator counts as one.
 * @param offset 0, or the `end` of a mail
 */
export async function* mboxMails(stream: AsyncIterable<Buffer>, offset: number, maxBytes: number): AsyncGenerator<MboxMail> {
  for await (const cut of cutStream(stream, { offset, maxBytes, boundary: mails })) {
    const mail = toMail(cut);
    if (mail) yield mail;
  }
}

const mails = (): Boundary => ({
  find(piece, searched, isAll) {
    let at = piece.indexOf(SEPARATOR, Math.max(0, searched - MAX_FROM_LINE));
    for (; at >= 0; at = piece.indexOf(SEPARATOR, at + 1)) {
      const lineEnd = piece.indexOf(NEWLINE, at + 1);
      if (lineEnd < 0 && !isAll && piece.length - at < MAX_FROM_LINE) return -1;
      if (isAfterEmptyLine(piece, at) && FROM_LINE.test(piece.toString('latin1', at + 1, lineEnd < 0 ? undefined : lineEnd))) return at + 1;
    }
    return -1;
  },
});

function isAfterEmptyLine(piece: Buffer, newline: number): boolean {
  const before = piece[newline - 1];
  return before === NEWLINE || (before === 0x0d && piece[newline - 2] === NEWLINE);
}

/** Undefined for what stands before the first mail. */
function toMail({ start, end, bytes, head }: Cut): MboxMail | undefined {
  if (head.subarray(0, FROM.length).equals(FROM)) {
    const lineEnd = head.indexOf(NEWLINE);
    const line = head.toString('latin1', 0, lineEnd < 0 ? undefined : lineEnd);
    const raw = bytes && alone(unescaped(bytes.subarray(lineEnd < 0 ? bytes.length : lineEnd + 1)));
    return { start, end, raw, head: head.subarray(lineEnd + 1), deliveredAt: deliveredAt(line) };
  }
  // A single mail without the line above it.
  return start === 0 && /^[\w-]+:/.test(head.toString('latin1', 0, 200))
    ? { start, end, raw: bytes && alone(bytes), head, deliveredAt: undefined }
    : undefined;
}

/** In memory of its own: a view would drag all that was read with it into every thread it is sent to. */
function alone(bytes: Buffer): Buffer {
  return Buffer.from(new Uint8Array(bytes).buffer);
}

/** mboxrd: one ">" less before each ">…>From ". */
function unescaped(raw: Buffer): Buffer {
  const first = raw.indexOf('>From ');
  if (first < 0) return raw;
  return Buffer.from(raw.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}

const EARLIEST = Date.UTC(1990, 0, 1);

/** `Sat Jan  3 01:05:34 1996`, at the end of the line; some add a zone or put it before the year. */
function deliveredAt(line: string): Date | undefined {
  const written = /(\w{3}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?)(?: +([+-]\d{4}|[A-Z]{3,4}))? +(\d{4})/.exec(line);
  if (!written) return undefined;
  const [, month, day, time, zone = 'UTC', year] = written;
  const parsed = new Date(`${day} ${month} ${year} ${time} ${/^[+-]/.test(zone) ? zone : 'UTC'}`);
  return parsed.getTime() >= EARLIEST ? parsed : undefined;
}
