import type { MessageNature } from '../../../../modules/tickets/public.ts';

/** What must become of a mail. Each field is compared whole: what a sample does not name must be as in `ORDINARY`. */
export interface Expected {
  readonly sender: string;
  readonly senderName: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** With the quoted history; null when nothing was taken away. */
  readonly fullText: string | null;
  /** Name, type, contents (compared by hash), and `cid` of each file. */
  readonly files: readonly CorpusFile[];
  /** Null: made by us, because the mail has none. */
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly token: string | null;
  readonly subjectNumber: number | null;
  readonly nature: MessageNature;
  readonly forwardedBy: string | null;
  /** `action address status` of each recipient, and the message it is about. */
  readonly report: { readonly original: string | null; readonly recipients: readonly string[] } | null;
}

export interface CorpusFile {
  readonly name: string;
  readonly type: string;
  readonly contents: string | Buffer;
  readonly cid?: string;
}

export interface CorpusMail {
  readonly name: string;
  readonly raw: Buffer;
  readonly expected: Expected;
}

type Value = string | Buffer;
/** Strings are written as UTF-8; a header that is undefined is left out, one that is a list is written as often. */
type Headers = Readonly<Record<string, Value | readonly string[] | undefined>>;

export const ORDINARY: Expected = {
  sender: 'jan@klant.test',
  senderName: 'Jan de Vries',
  to: ['info@winkel.test'],
  cc: [],
  replyTo: ['jan@klant.test'],
  subject: 'Vraag',
  text: 'Hallo',
  fullText: null,
  files: [],
  messageId: 'a1@klant.test',
  references: [],
  token: null,
  subjectNumber: null,
  nature: 'personal',
  forwardedBy: null,
  report: null,
};

/** The mailboxes of the shop that receives the corpus. */
export const OWN = new Set(['info@winkel.test', 'retour@winkel.test']);

const HEADERS: Headers = {
  From: 'Jan de Vries <jan@klant.test>',
  To: 'info@winkel.test',
  Subject: 'Vraag',
  Date: 'Tue, 03 Mar 2026 11:20:00 +0100',
  'Message-ID': '<a1@klant.test>',
  'MIME-Version': '1.0',
};

/** An ordinary mail but for the headers given. */
export function sample(name: string, headers: Headers, body: Value, expected: Partial<Expected> = {}): CorpusMail {
  return { name, raw: part({ ...HEADERS, ...headers }, body), expected: { ...ORDINARY, ...expected } };
}

export function part(headers: Headers, body: Value): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) => {
    const values: readonly Value[] = value === undefined ? [] : typeof value === 'string' || Buffer.isBuffer(value) ? [value] : value;
    return values.map((one) => Buffer.concat([Buffer.from(`${name}: `), Buffer.from(one as string), CRLF]));
  });
  return Buffer.concat([...lines, CRLF, Buffer.from(body as string), CRLF]);
}

const CRLF = Buffer.from('\r\n');

/** @returns the header and the body of a multipart; `boundary` must differ when one lies within another */
export function multipart(type: string, parts: readonly Buffer[], boundary = 'grens'): { headers: Headers; body: Buffer } {
  const pieces = parts.flatMap((one) => [Buffer.from(`--${boundary}\r\n`), one]);
  const headers = { 'Content-Type': type.includes(';') ? `${type}; boundary="${boundary}"` : `multipart/${type}; boundary="${boundary}"` };
  return { headers, body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--`)]) };
}

/** A mail of several parts. */
export function compound(
  name: string,
  type: string,
  parts: readonly Buffer[],
  expected: Partial<Expected> = {},
  headers: Headers = {},
): CorpusMail {
  const { headers: own, body } = multipart(type, parts);
  return sample(name, { ...own, ...headers }, body, expected);
}

/** A multipart as a part of another. */
export function nested(type: string, parts: readonly Buffer[], boundary: string): Buffer {
  const { headers, body } = multipart(type, parts, boundary);
  return part(headers, body);
}

export const text = (body: Value, type = 'text/plain; charset=utf-8') => part({ 'Content-Type': type }, body);
export const html = (body: Value) => text(body, 'text/html; charset=utf-8');

/** @param name as it stands in the header, quotes and all; undefined for none */
export function file(type: string, contents: Value, name?: string, headers: Headers = {}): Buffer {
  return part(
    {
      'Content-Type': type,
      'Content-Disposition': name === undefined ? 'attachment' : `attachment; ${name}`,
      'Content-Transfer-Encoding': 'base64',
      ...headers,
    },
    base64(contents),
  );
}

export function base64(contents: Value): string {
  return (
    Buffer.from(contents as string)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
}

export function quotedPrintable(bytes: Buffer): string {
  return [...bytes]
    .map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte)))
    .join('');
}
