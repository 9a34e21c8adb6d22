import { compile, type HtmlToTextOptions } from 'html-to-text';

const options = (links: boolean): HtmlToTextOptions => ({
  wordwrap: false,
  limits: { maxInputLength: 2_000_000, maxDepth: 200, ellipsis: '…' },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { ignoreHref: !links, hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'], noAnchorUrl: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'th', format: 'inline' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
});
const withLinks = compile(options(true));
const withoutLinks = compile(options(false));

/**
 * What the HTML says, as plain text: paragraphs, lists and links survive, pictures do not.
 * @param links false leaves the addresses of links out, for previews and search
 */
export function htmlToText(html: string, { links = true }: { links?: boolean } = {}): string {
  return (links ? withLinks(html) : withoutLinks(html)).replaceAll('\u00a0', ' ').trim();
}
