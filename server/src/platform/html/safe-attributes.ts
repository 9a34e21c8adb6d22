import { safeLink } from './allowed-html.ts';
import { safeStyle } from './safe-style.ts';

export type Attributes = Record<string, string>;
/** The attributes an `<img>` keeps; without a source it is dropped. */
export type PictureRule = (attributes: Attributes) => Attributes;

export function withSafeStyle(attributes: Attributes): Attributes {
  const { style } = attributes;
  if (style === undefined) return attributes;
  const { style: _unsafe, ...rest } = attributes;
  const safe = safeStyle(style);
  return safe === '' ? rest : { ...rest, style: safe };
}

export function linkAttributes({ href, rel: _rel, target: _target, ...rest }: Attributes): Attributes {
  const link = href ? safeLink(href) : undefined;
  return link ? { ...rest, href: link, rel: 'noopener noreferrer nofollow', target: '_blank' } : rest;
}
