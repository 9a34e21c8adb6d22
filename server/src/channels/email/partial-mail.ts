import { createHash } from 'node:crypto';
import type { MessageStructureObject } from 'imapflow';
import type { LeftOutFile } from '../../modules/tickets/public.ts';
import type { ImapConnection } from './imap-connection.ts';

/** Of a text so much is read; more nobody does. */
const MAX_TEXT_BYTES = 1024 * 1024;
const MAX_PARTS = 200;

/** One part without parts of its own. */
interface Leaf {
  readonly number: string;
  readonly node: MessageStructureObject;
  readonly isText: boolean;
}

export interface PartialMail {
  /** A mail with the same headers, its texts, and the files that fit. */
  readonly contents: Buffer;
  readonly leftOut: readonly LeftOutFile[];
}

/**
 * A mail that is too large, as far as it may be taken in. The server tells how it is built, so nothing large is fetched.
 * @param headers its own, as they are
 * @returns undefined when the server does not tell how it is built
 */
export async function partialMail(
  connection: ImapConnection,
  uid: number,
  headers: Buffer,
  maxBytes: number,
): Promise<PartialMail | undefined> {
  const structure = await connection.structureOf(uid);
  if (!structure) return undefined;
  const leaves = leavesOf(structure);
  const kept = whatFits(leaves, maxBytes);
  const parts = new Map<string, Buffer>();
  for (const { number, isText } of kept) {
    const contents = await connection.part(uid, number, isText ? MAX_TEXT_BYTES : maxBytes);
    if (contents) parts.set(number, contents);
  }
  const isCut = (leaf: Leaf) => leaf.isText && (leaf.node.size ?? 0) > MAX_TEXT_BYTES;
  const leftOut = leaves.filter((leaf) => !parts.has(leaf.number) || isCut(leaf)).map(asLeftOut);
  return { contents: composed(headers, kept, parts), leftOut };
}

function leavesOf(node: MessageStructureObject, found: Leaf[] = []): Leaf[] {
  const { childNodes, type } = node;
  // What was passed on as a file stays one file.
  if (childNodes?.length && !type.toLowerCase().startsWith('message/')) {
    for (const child of childNodes) leavesOf(child, found);
    return found;
  }
  if (found.length >= MAX_PARTS) return found;
  const isText = /^text\/(?:plain|html)$/i.test(type) && node.disposition?.toLowerCase() !== 'attachment' && !nameOf(node);
  found.push({ number: node.part ?? '1', node, isText });
  return found;
}

/** The texts in any case, and of the files the smallest, so that as many as possible come along. */
function whatFits(leaves: readonly Leaf[], maxBytes: number): Leaf[] {
  const texts = new Set(leaves.filter(({ isText }) => isText));
  let left = maxBytes - [...texts].reduce((sum, { node }) => sum + Math.min(node.size ?? 0, MAX_TEXT_BYTES), 0);
  const files = new Set<Leaf>();
  for (const leaf of leaves.filter((one) => !texts.has(one)).toSorted((a, b) => (a.node.size ?? 0) - (b.node.size ?? 0))) {
    left -= leaf.node.size ?? Number.POSITIVE_INFINITY;
    if (left < 0) break;
    files.add(leaf);
  }
  return leaves.filter((leaf) => texts.has(leaf) || files.has(leaf));
}

function composed(headers: Buffer, kept: readonly Leaf[], parts: ReadonlyMap<string, Buffer>): Buffer {
  const boundary = `balie-${createHash('sha256').update(headers).digest('hex').slice(0, 32)}`;
  const inner = `${boundary}-texts`;
  const present = kept.filter(({ number }) => parts.has(number));
  const [texts, files] = [present.filter(({ isText }) => isText), present.filter(({ isText }) => !isText)];
  const one = (leaf: Leaf, separator: string) => [
    Buffer.from(`--${separator}\r\n${partHeaders(leaf.node)}\r\n\r\n`),
    parts.get(leaf.number) ?? Buffer.alloc(0),
    Buffer.from('\r\n'),
  ];
  return Buffer.concat([
    Buffer.from(`${outerHeaders(headers)}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`, 'latin1'),
    // Plain text and HTML are two readings of one thing, however they were packed.
    Buffer.from(`--${boundary}\r\nContent-Type: multipart/alternative; boundary="${inner}"\r\n\r\n`),
    ...texts.flatMap((leaf) => one(leaf, inner)),
    Buffer.from(`--${inner}--\r\n`),
    ...files.flatMap((leaf) => one(leaf, boundary)),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

/** The mail's own headers, but for those about how it is built. */
function outerHeaders(headers: Buffer): string {
  const lines = headers.toString('latin1').split(/\r?\n(?![ \t])/);
  const own = lines.filter((line) => line.trim() !== '' && !/^(?:content-|mime-version\s*:)/i.test(line));
  return own.map((line) => `${line}\r\n`).join('');
}

function partHeaders({ type, parameters = {}, encoding, id, disposition, dispositionParameters = {} }: MessageStructureObject): string {
  const lines = [
    `Content-Type: ${oneLine(type)}${parameterText(parameters)}`,
    ...(encoding ? [`Content-Transfer-Encoding: ${oneLine(encoding)}`] : []),
    ...(id ? [`Content-ID: ${oneLine(id)}`] : []),
    ...(disposition ? [`Content-Disposition: ${oneLine(disposition)}${parameterText(dispositionParameters)}`] : []),
  ];
  return lines.join('\r\n');
}

function parameterText(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .filter(([name]) => /^[\w-]{1,40}$/.test(name) && name !== 'boundary')
    .map(([name, value]) =>
      /^[\x20-\x7e]*$/.test(value)
        ? `; ${name}="${value.replace(/["\\]/g, '\\$&').slice(0, 400)}"`
        : `; ${name}*=UTF-8''${encodeURIComponent(value.slice(0, 200).toWellFormed())}`,
    )
    .join('');
}

function asLeftOut({ node, isText }: Leaf): LeftOutFile {
  const bytes = node.size ?? 0;
  return {
    name: (nameOf(node) ?? (isText ? 'message.txt' : 'file')).replace(/\s+/g, ' ').slice(0, 200),
    contentType: oneLine(node.type).slice(0, 100),
    // As a file, not as it travels.
    sizeBytes: node.encoding?.toLowerCase() === 'base64' ? Math.floor((bytes / 78) * 57) : bytes,
  };
}

function nameOf({ parameters, dispositionParameters }: MessageStructureObject): string | undefined {
  return dispositionParameters?.['filename'] || parameters?.['name'] || undefined;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
