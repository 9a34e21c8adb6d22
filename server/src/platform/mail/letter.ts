import type { SystemMail } from './system-mailer.ts';

/** A short mail with one link, as text and as HTML. */
export function letter(to: string, subject: string, before: string, link: string, after: string): SystemMail {
  const paragraphs = [escaped(before), `<a href="${escaped(link)}">${escaped(link)}</a>`, escaped(after)];
  return {
    to,
    // Names of people and companies stand in it: no line of it may end up as a header.
    subject: subject.replace(/\s+/g, ' '),
    text: [before, link, after].join('\n\n'),
    html: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'),
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
