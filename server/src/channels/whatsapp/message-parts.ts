import type { OutgoingAttachment, OutgoingMessage } from '../../modules/tickets/public.ts';

const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;
const MEGABYTE = 1024 * 1024;

export type PartType = 'text' | 'image' | 'video' | 'audio' | 'document';
/** What leaves as one message at WhatsApp. */
export interface MessagePart {
  readonly type: PartType;
  /** The text, or what stands under the file. */
  readonly text: string;
  readonly file: OutgoingAttachment | null;
}

/** What WhatsApp shows as such, and up to which size; anything else goes as a document. */
const SHOWN: readonly { readonly type: PartType; readonly types: readonly string[]; readonly maxBytes: number }[] = [
  { type: 'image', types: ['image/jpeg', 'image/png'], maxBytes: 5 * MEGABYTE },
  { type: 'video', types: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MEGABYTE },
  { type: 'audio', types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4'], maxBytes: 16 * MEGABYTE },
];

/** One answer as WhatsApp takes it: a short text stands under a single file; otherwise first the words, then each file. */
export function partsOf({ text, attachments }: Pick<OutgoingMessage, 'text' | 'attachments'>): MessagePart[] {
  const words = text.trim();
  const [only, ...others] = attachments;
  if (only && others.length === 0 && words.length <= MAX_CAPTION && typeOf(only) !== 'audio') {
    return [{ type: typeOf(only), text: words, file: only }];
  }
  const texts = chunksOf(words).map((chunk) => ({ type: 'text' as const, text: chunk, file: null }));
  return [...texts, ...attachments.map((file) => ({ type: typeOf(file), text: '', file }))];
}

function typeOf({ contentType, sizeBytes }: OutgoingAttachment): PartType {
  return SHOWN.find(({ types, maxBytes }) => types.includes(contentType) && sizeBytes <= maxBytes)?.type ?? 'document';
}

/** At paragraphs, lines or words where there are some. */
function chunksOf(text: string): string[] {
  if (text === '') return [];
  if (text.length <= MAX_TEXT) return [text];
  const head = text.slice(0, MAX_TEXT);
  const end = ['\n\n', '\n', ' '].map((gap) => head.lastIndexOf(gap)).find((at) => at > MAX_TEXT / 2) ?? MAX_TEXT;
  // Half a character is none.
  const cut = /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end;
  return [text.slice(0, cut).trimEnd(), ...chunksOf(text.slice(cut).trimStart())];
}
