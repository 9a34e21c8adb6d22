import sanitizeHtml from 'sanitize-html';
import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import { ALLOWED_TAGS } from '../../platform/html/allowed-html.ts';
import { htmlToText } from '../../platform/html/html-to-text.ts';
import { linkedFilesHtml, linkedFilesText } from './linked-files-text.ts';
import { quotedHtml, quotedText } from './quoted-message.ts';

/** A picture that stands in the HTML as `cid:<contentId>`. */
export interface BodyPicture {
  readonly contentId: string;
  /** Of the attachment it is, or a small embedded picture (a logo in a signature). */
  readonly source: { readonly attachmentId: string } | { readonly contentType: string; readonly base64: string };
}

export interface MimeBody {
  readonly html: string;
  readonly text: string;
  readonly pictures: readonly BodyPicture[];
}

const ATTACHMENT = /^\/api\/attachments\/([0-9a-f-]{36})$/;
const EMBEDDED = /^data:(image\/[a-z0-9.+-]+);base64,([a-z0-9+/=\s]+)$/i;

/** Mail programs know no style sheets worth the name, so what matters stands on the elements themselves. */
const STYLES: Record<string, string> = {
  p: 'margin:0 0 1em',
  blockquote: 'margin:0 0 1em;padding:0 0 0 12px;border-left:3px solid #d0d7de;color:#57606a',
  pre: 'margin:0 0 1em;padding:8px;background:#f6f8fa;font-family:Consolas,Menlo,monospace;white-space:pre-wrap',
  img: 'max-width:100%;height:auto',
};
const FRAME = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.5;color:#1f2328';

/**
 * The two readings of a reply: HTML in a readable frame, with its pictures as parts of the mail, and plain text.
 * @param message sanitised HTML of the agent, its text, the filled-in signature, and what is quoted below
 * @param attachmentIds of the message; a picture that is not among them is left out, for the customer could not load it
 * @param domain right-hand side of the content ids
 */
export function mimeBody(
  message: Pick<OutgoingMessage, 'html' | 'text' | 'signatureHtml' | 'quoted' | 'attachments' | 'locale'>,
  attachmentIds: ReadonlySet<string>,
  domain: string,
): MimeBody {
  const pictures = new Map<string, BodyPicture>();
  const prepare = (html: string) => prepareHtml(html, (address) => pictureAt(address, attachmentIds, pictures, domain));
  const words = prepare(message.html);
  const signature = message.signatureHtml ? `\n<div style="margin-top:1.5em">${prepare(message.signatureHtml)}</div>` : '';
  const { quoted } = message;
  const quotation = quoted ? quotedHtml(quoted, prepare(quoted.html)) : '';
  return {
    html:
      '<!doctype html>\n<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8">' +
      '<meta name="viewport" content="width=device-width, initial-scale=1"></head>\n' +
      `<body><div style="${FRAME}">\n${words}${linkedFilesHtml(message)}${signature}${quotation}\n</div></body></html>\n`,
    text:
      plainText(message.text.trimEnd() + linkedFilesText(message), htmlToText(message.signatureHtml)) + (quoted ? quotedText(quoted) : ''),
    pictures: [...pictures.values()],
  };
}

function plainText(words: string, signature: string): string {
  // "-- " is how mail programs recognise a signature, to fold it or leave it out of a quotation.
  return signature ? `${words.trimEnd()}\n\n-- \n${signature}\n` : `${words.trimEnd()}\n`;
}

/** Adds styles and points pictures at their parts. The HTML was sanitised before; nothing is judged again here. */
function prepareHtml(html: string, pictureFor: (address: string) => string | undefined): string {
  const styled = (tagName: string, attribs: sanitizeHtml.Attributes) => {
    const ours = STYLES[tagName];
    const style = [ours, attribs['style']].filter(Boolean).join(';');
    return { tagName, attribs: style ? { ...attribs, style } : attribs };
  };
  return sanitizeHtml(html, {
    allowedTags: [...ALLOWED_TAGS],
    allowedAttributes: false,
    allowedSchemesByTag: { img: ['cid', 'https', 'http'], a: ['https', 'http', 'mailto', 'tel'] },
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: withoutMarks(attribs) }),
      p: styled,
      blockquote: styled,
      pre: styled,
      img: (tagName, attribs) => ({ ...styled(tagName, { ...attribs, src: pictureFor(attribs['src'] ?? '') ?? '' }) }),
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs['src'],
  });
}

/** The console's own marks (`data-id` of a mentioned colleague) are nobody else's business. */
function withoutMarks(attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  return Object.fromEntries(Object.entries(attribs).filter(([name]) => !name.startsWith('data-')));
}

/** The new address of a picture; undefined when it has none that the customer could use. */
function pictureAt(
  address: string,
  attachmentIds: ReadonlySet<string>,
  pictures: Map<string, BodyPicture>,
  domain: string,
): string | undefined {
  const attachmentId = ATTACHMENT.exec(address)?.[1];
  if (attachmentId !== undefined) {
    if (!attachmentIds.has(attachmentId)) return undefined;
    const contentId = `${attachmentId}@${domain}`;
    pictures.set(address, { contentId, source: { attachmentId } });
    return `cid:${contentId}`;
  }
  const [, contentType, base64] = EMBEDDED.exec(address) ?? [];
  if (contentType !== undefined && base64 !== undefined) {
    const contentId = pictures.get(address)?.contentId ?? `picture-${pictures.size + 1}@${domain}`;
    pictures.set(address, { contentId, source: { contentType, base64 } });
    return `cid:${contentId}`;
  }
  return /^https?:\/\//i.test(address) ? address : undefined;
}
