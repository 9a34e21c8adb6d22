import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import { dateInWords, sizeInWords } from '../../modules/tickets/public.ts';

type Linked = { readonly name: string; readonly about: string; readonly url: string };

const HEADING = { nl: 'Bestanden om te downloaden', en: 'Files to download' } as const;
const UNTIL = { nl: 'tot en met', en: 'until' } as const;

/** The files that go as links, as they stand below the words of a mail; empty when there are none. */
export function linkedFilesHtml(message: Pick<OutgoingMessage, 'attachments' | 'locale'>): string {
  const rows = linkedFiles(message).map(
    ({ name, about, url }) =>
      `<p style="margin:0 0 8px"><a href="${escaped(url)}" style="color:#2f5bd7;font-weight:600">${escaped(name)}</a><br>` +
      `<span style="color:#57606a;font-size:13px">${escaped(about)}</span></p>`,
  );
  if (rows.length === 0) return '';
  // A table, because Outlook knows no other box.
  return (
    '\n<table role="presentation" cellpadding="0" cellspacing="0" style="margin-top:1em;border-collapse:separate"><tr>' +
    '<td style="padding:12px 16px 4px;border:1px solid #d0d7de;border-radius:6px">' +
    `<p style="margin:0 0 8px;color:#57606a;font-size:13px">${HEADING[message.locale]}</p>${rows.join('')}</td></tr></table>`
  );
}

export function linkedFilesText(message: Pick<OutgoingMessage, 'attachments' | 'locale'>): string {
  const rows = linkedFiles(message).map(({ name, about, url }) => `- ${name} (${about})\n  ${url}`);
  return rows.length === 0 ? '' : `\n\n${HEADING[message.locale]}:\n${rows.join('\n')}`;
}

function linkedFiles({ attachments, locale }: Pick<OutgoingMessage, 'attachments' | 'locale'>): Linked[] {
  return attachments.flatMap(({ name, sizeBytes, link }) => {
    if (!link) return [];
    const about = `${sizeInWords(sizeBytes, locale)}, ${UNTIL[locale]} ${dateInWords(link.expiresAt, locale)}`;
    return [{ name: name.replace(/\s+/g, ' '), about, url: link.url }];
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
