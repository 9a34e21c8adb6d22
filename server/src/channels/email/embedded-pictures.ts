import { createHash } from 'node:crypto';
import type { MailFile } from './parsed-mail.ts';

const EMBEDDED = /(\bsrc\s{0,10}=\s{0,10})(["'])data:image\/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]{1,30000000})\2/gi;
const MAX_PICTURES = 100;

/** Turns pictures that stand in the HTML itself (`data:` addresses) into files that it refers to, so that the text stays small. */
export function embeddedPictures(html: string): { html: string; files: MailFile[] } {
  const files: MailFile[] = [];
  if (!/data:image\//i.test(html)) return { html, files };
  const rewritten = html.replace(EMBEDDED, (whole, src: string, quote: string, type: string, base64: string) => {
    if (files.length >= MAX_PICTURES) return whole;
    const contents = Buffer.from(base64, 'base64');
    const contentId = `${createHash('sha256').update(contents).digest('hex').slice(0, 32)}@embedded.invalid`;
    const kind = type.toLowerCase().replace('jpg', 'jpeg');
    if (!files.some((file) => file.contentId === contentId)) {
      files.push({ name: `picture-${files.length + 1}.${kind}`, contentType: `image/${kind}`, contentId, inline: true, contents });
    }
    return `${src}${quote}cid:${contentId}${quote}`;
  });
  return { html: rewritten, files };
}
