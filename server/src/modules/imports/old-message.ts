import { htmlToText } from '../../platform/html/html-to-text.ts';
import { sanitiseMailHtml } from '../../platform/html/sanitise.ts';
import type { OldMessage } from '../tickets/public.ts';
import type { ForeignFile, ForeignMessage, ForeignPerson } from './foreign-ticket.ts';

type Finish = (known: ForeignPerson | undefined, customerAddress: string) => Omit<OldMessage, 'attachments'>;

/**
 * A message of another system as it will stand here: cleaned, with links to its files below.
 * @returns a function that puts in who its author turned out to be
 */
export function oldMessage(message: ForeignMessage): Finish {
  const { html, hasRemoteImages } = sanitiseMailHtml(message.html + linksAsHtml(message));
  const words = message.text.trim() || htmlToText(sanitiseMailHtml(message.html).html);
  const text = [words, ...message.files.map(fileAsText)].join('\n').trim();
  return (known, customerAddress) => {
    const author = {
      name: message.author.name || (known?.name ?? ''),
      address: message.author.address || (known?.address ?? ''),
    };
    // An author nobody knows, of a message that is not the customer's, is somebody of the shop.
    const side = message.author.side ?? known?.side ?? 'colleague';
    const isInbound = side === 'customer' && !message.isNote;
    return {
      externalKey: message.key,
      messageId: message.messageId,
      direction: message.isNote ? 'note' : isInbound ? 'inbound' : 'outbound',
      author: side === 'colleague' && !author.name && !author.address ? { ...author, name: '?' } : author,
      to: message.to.length > 0 || isInbound || !customerAddress ? message.to : [{ address: customerAddress, name: '' }],
      cc: message.cc,
      html: message.html.trim() ? html : '',
      text,
      hasRemoteImages,
      occurredAt: message.at,
    };
  };
}

function linksAsHtml({ html, files }: ForeignMessage): string {
  if (!html.trim()) return '';
  return files.map(({ name, url }) => `<p>📎 ${url ? `<a href="${escaped(url)}">${escaped(name)}</a>` : escaped(name)}</p>`).join('');
}

function fileAsText({ name, url }: ForeignFile): string {
  return `📎 ${name}${url ? ` ${url}` : ''}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
