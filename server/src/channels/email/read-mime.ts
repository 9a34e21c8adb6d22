import PostalMime, { type Email } from 'postal-mime';
import { decodeText } from './mail-charset.ts';
import { withReadableHeaders } from './mail-headers.ts';

/** As deep as parts lie within parts. */
const MAX_DEPTH = 100;

/** What the library calls a leaf of the tree; the charset hook is all we need of it. */
interface TextLeaf {
  content: ArrayBuffer | null;
  readonly contentType: { readonly parsed: { readonly value: string; readonly params: Record<string, string> } };
}

/**
 * A mail taken apart by postal-mime. Its texts are decoded by us: the library trusts the charset that a part names and
 * takes windows-1252 for all it does not know. A mail that somebody attached is a file, not a part of this one.
 */
export function readMime(bytes: Uint8Array): Promise<Email> {
  const parser = new PostalMime({ forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer', maxNestingDepth: MAX_DEPTH });
  // Not in its published types; the corpus of mails fails when a new version works otherwise.
  const internal = parser as unknown as { isInlineTextNode(leaf: TextLeaf): boolean };
  const original = internal.isInlineTextNode.bind(parser);
  internal.isInlineTextNode = (leaf) => {
    const isText = original(leaf);
    if (isText || leaf.contentType.parsed.value === 'text/calendar') toUtf8(leaf);
    return isText;
  };
  return parser.parse(withReadableHeaders(bytes));
}

function toUtf8(leaf: TextLeaf): void {
  const { params, value } = leaf.contentType.parsed;
  if (!leaf.content) return;
  const bytes = new Uint8Array(leaf.content);
  const label = params['charset'] ?? (value === 'text/html' ? charsetInHtml(bytes) : undefined);
  leaf.content = new Uint8Array(new TextEncoder().encode(decodeText(bytes, label))).buffer;
  params['charset'] = 'utf-8';
}

function charsetInHtml(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1');
  return /<meta[^>]{1,200}?charset\s{0,5}=\s{0,5}["']?([\w.:+-]{2,40})/i.exec(beginning)?.[1];
}
