import sanitizeHtml from 'sanitize-html';
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, isSmallEmbeddedPicture, remotePicture, TAGS_WITHOUT_TEXT } from './allowed-html.ts';
import { type PlainHtml, readPlainHtml } from './plain-html.ts';
import { linkAttributes, type PictureRule, withSafeStyle } from './safe-attributes.ts';
import { sanitisePlain } from './sanitise-plain.ts';

export interface SanitisedMail {
  readonly html: string;
  /** Pictures on somebody's server were found; they stand in `data-remote-src` and load nothing until the console moves them. */
  readonly hasRemoteImages: boolean;
}

/** Deeper nesting is cut to its text: browsers slow down long before. */
const MAX_NESTING = 200;
const OUR_ATTACHMENT = /^\/api\/attachments\/[0-9a-f-]{36}$/;
const MENTION = ['data-type', 'data-id', 'data-label', 'data-mention-suggestion-char'];

/**
 * HTML written by strangers. `cid:` pictures are kept for whoever knows the attachments.
 * @param plain where it was read already; null: it is not plain
 */
export function sanitiseMailHtml(dirty: string, plain: PlainHtml | null = readPlainHtml(dirty)): SanitisedMail {
  let hasRemoteImages = false;
  const rule: PictureRule = ({ src = '', 'data-remote-src': _forged, ...rest }) => {
    if (isOwnPicture(src)) return { ...rest, src };
    const remote = remotePicture(src);
    if (!remote) return rest;
    hasRemoteImages = true;
    return { ...rest, 'data-remote-src': remote };
  };
  const html = (plain && sanitisePlain(plain, rule)) ?? sanitise(dirty, ALLOWED_ATTRIBUTES, rule);
  return { html, hasRemoteImages };
}

/** HTML written by colleagues: replies, notes and signatures. Their remote pictures (a logo) stay, and so do mentions. */
export function sanitiseOwnHtml(dirty: string): string {
  const attributes = { ...ALLOWED_ATTRIBUTES, span: MENTION };
  return sanitise(dirty, attributes, ({ src = '', 'data-remote-src': waiting, ...rest }) => {
    if (isOwnPicture(src) || OUR_ATTACHMENT.test(src)) return { ...rest, src };
    const remote = remotePicture(src || (waiting ?? ''));
    return remote ? { ...rest, src: remote } : rest;
  });
}

function isOwnPicture(src: string): boolean {
  return /^cid:\S{1,500}$/i.test(src) || isSmallEmbeddedPicture(src);
}

function sanitise(dirty: string, allowedAttributes: Record<string, string[]>, picture: PictureRule): string {
  return sanitizeHtml(dirty, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes,
    // Done below, once for each style that there is.
    parseStyleAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'data-remote-src'],
    allowProtocolRelative: false,
    nonTextTags: TAGS_WITHOUT_TEXT,
    nestingLimit: MAX_NESTING,
    transformTags: {
      '*': (tagName, attributes) => ({ tagName, attribs: withSafeStyle(attributes) }),
      a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
      img: (tagName, attributes) => ({ tagName, attribs: picture(attributes) }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src'] && !attribs['data-remote-src'],
  });
}
