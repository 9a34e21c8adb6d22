import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, TAGS_WITHOUT_TEXT } from './allowed-html.ts';
import type { PlainHtml } from './plain-html.ts';
import { type Attributes, linkAttributes, type PictureRule, withSafeStyle } from './safe-attributes.ts';

const ALLOWED = new Set(ALLOWED_TAGS);
const WITHOUT_TEXT = new Set(TAGS_WITHOUT_TEXT);
const OF_ALL = new Set(ALLOWED_ATTRIBUTES['*']);
const OWN = new Map(Object.entries(ALLOWED_ATTRIBUTES).map(([name, attributes]) => [name, new Set(attributes)]));
const WITHOUT_END = new Set(['br', 'hr', 'img']);

/**
 * What sanitize-html makes of plain HTML, in a fraction of the time. Everything is written anew: names that are allowed, and
 * words with all that could mean something escaped.
 * @returns undefined where there is a doubt what it would make of it
 */
export function sanitisePlain(tokens: PlainHtml, picture: PictureRule): string | undefined {
  let html = '';
  let isSilent = false;
  for (const { kind, value, attributes } of tokens) {
    if (kind === 'text') {
      if (!isSilent) html += escaped(value);
    } else if (WITHOUT_TEXT.has(value)) {
      isSilent = kind === 'open';
    } else if (ALLOWED.has(value)) {
      const tag = kind === 'open' ? openingTag(value, attributes, picture) : closingTag(value);
      if (tag === undefined) return undefined;
      html += tag;
    }
  }
  return html;
}

function openingTag(name: string, attributes: Attributes, picture: PictureRule): string | undefined {
  const given = withSafeStyle(name === 'a' ? linkAttributes(attributes) : name === 'img' ? picture(attributes) : attributes);
  if (name === 'img' && !given['src'] && !given['data-remote-src']) return '';
  const own = OWN.get(name);
  let tag = `<${name}`;
  for (const [attribute, value] of Object.entries(given)) {
    if (!OF_ALL.has(attribute) && !own?.has(attribute)) continue;
    // Some of them say something by being there, others are dropped.
    if (value === '' && attribute !== 'alt') return undefined;
    tag += ` ${attribute}="${escaped(value).replaceAll('"', '&quot;')}"`;
  }
  return WITHOUT_END.has(name) ? `${tag} />` : `${tag}>`;
}

function closingTag(name: string): string {
  return WITHOUT_END.has(name) ? '' : `</${name}>`;
}

function escaped(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}
