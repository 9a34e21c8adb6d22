import sanitizeHtml from 'sanitize-html';
import { ALLOWED_STYLES } from './allowed-html.ts';

/** A mail repeats a few styles hundreds of times, and so do the mails after it. */
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 500;
const known = new Map<string, string>();

/** What of a `style` may stay; empty when nothing may. To take one apart costs more than all else of its element. */
export function safeStyle(style: string): string {
  const before = known.get(style);
  if (before !== undefined) return before;
  const safe = filtered(style);
  if (known.size >= MOST_KNOWN) known.clear();
  if (style.length <= LONGEST_KNOWN) known.set(style, safe);
  return safe;
}

function filtered(style: string): string {
  const quoted = style.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const html = sanitizeHtml(`<p style="${quoted}">`, {
    allowedTags: ['p'],
    allowedAttributes: { p: ['style'] },
    allowedStyles: ALLOWED_STYLES,
  });
  const safe = /^<p style="([^"<>]*)"><\/p>$/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '';
  // No value that is allowed has one; what it would mean is not ours to find out.
  return safe.includes('&') ? '' : safe;
}
