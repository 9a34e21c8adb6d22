import type { QuotedMessage } from '../../modules/tickets/public.ts';

/** Where our customers are, and their clocks. */
const TIME_ZONE = 'Europe/Amsterdam';
/** A quotation is a reminder, not an archive. */
const MAX_TEXT = 20_000;

/**
 * The message that is answered, below the answer, in the marks of Gmail: mail programs fold what stands in them, and our
 * own trimming takes it away when the answer comes back.
 * @param bodyHtml prepared HTML of the quoted message
 */
export function quotedHtml(quoted: QuotedMessage, bodyHtml: string): string {
  return (
    `\n<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escapeHtml(attribution(quoted))}<br></div>` +
    `<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">\n${bodyHtml}\n</blockquote></div>`
  );
}

export function quotedText(quoted: QuotedMessage): string {
  const lines = quoted.text.slice(0, MAX_TEXT).trimEnd().split(/\r?\n/);
  return `\n${attribution(quoted)}\n\n${lines.map((line) => (line ? `> ${line}` : '>')).join('\n')}\n`;
}

function attribution({ locale, at, from }: QuotedMessage): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options }).format(at);
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit', hour12: false });
  const who = from.name ? `${from.name} <${from.address}>` : from.address;
  return locale === 'nl' ? `Op ${day} om ${time} schreef ${who}:` : `On ${day} at ${time} ${who} wrote:`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
