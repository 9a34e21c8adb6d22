import { type PlainHtml, readPlainHtml } from '../../platform/html/plain-html.ts';
import { sanitisedText } from '../../platform/html/quick-text.ts';
import { sanitiseMailHtml } from '../../platform/html/sanitise.ts';
import { embeddedPictures } from './embedded-pictures.ts';
import { isTooMuchHtml, roughText } from './html-size.ts';
import type { MailFile } from './parsed-mail.ts';
import { trimQuotedHtml } from './quote-html.ts';
import { trimQuotedText } from './quote-text.ts';

export interface MailBody {
  readonly text: string;
  readonly html: string;
  readonly fullText: string | null;
  readonly fullHtml: string | null;
  readonly hasRemoteImages: boolean;
  /** Pictures that stood in the HTML itself, and bodies too large to show. */
  readonly files: readonly MailFile[];
}

/** Larger bodies are machine-made; they are shown in part and kept whole as a file. */
const MAX_TEXT = 500_000;

/** What a mail is to what came before it: a forward shows all, and only an answer has headers of another mail in it. */
export interface MailRole {
  readonly isForward: boolean;
  readonly isAnswer: boolean;
}

/** What people see of a mail: the new words, the whole with its history, safe to show. */
export function mailBody(mail: { readonly text?: string | undefined; readonly html?: string | undefined }, role: MailRole): MailBody {
  const { html, files } = embeddedPictures(mail.html ?? '');
  const plain = readPlainHtml(html);
  const body = !plain && isTooMuchHtml(html) ? tooLarge(html, mail.text ?? '') : { html, text: mail.text ?? '', files: [] };
  const shown = body.html.trim() === '' ? undefined : htmlBody(body.html, role, plain);
  return { ...(shown ?? textBody(body.text, role)), files: [...files, ...body.files] };
}

/** Undefined when the HTML shows nothing. */
function htmlBody(html: string, { isForward, isAnswer }: MailRole, plain: PlainHtml | null): Omit<MailBody, 'files'> | undefined {
  const full = sanitiseMailHtml(html, plain);
  const fullText = sanitisedText(full.html);
  if (fullText === '' && !full.html.includes('<img')) return undefined;
  const source = isForward ? html : trimQuotedHtml(html, isAnswer, plain);
  if (source !== html) {
    const own = sanitiseMailHtml(source);
    const text = sanitisedText(own.html);
    if (text !== fullText && (text !== '' || own.html.includes('<img'))) {
      return { text, html: own.html, fullText, fullHtml: full.html, hasRemoteImages: own.hasRemoteImages };
    }
  }
  return { text: fullText, html: full.html, fullText: null, fullHtml: null, hasRemoteImages: full.hasRemoteImages };
}

function textBody(raw: string, { isForward, isAnswer }: MailRole): Omit<MailBody, 'files'> {
  const whole = raw.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').trim();
  const full = whole.length > MAX_TEXT ? `${whole.slice(0, MAX_TEXT)}…` : whole;
  const text = isForward ? full : trimQuotedText(full, isAnswer);
  return { text, html: '', fullText: text === full ? null : full, fullHtml: null, hasRemoteImages: false };
}

function tooLarge(html: string, text: string): { html: string; text: string; files: MailFile[] } {
  const file = { name: 'message.html', contentType: 'text/html', contentId: null, inline: false, contents: new TextEncoder().encode(html) };
  return { html: '', text: text || roughText(html), files: [file] };
}
