import type { InboundMessage } from '../../modules/tickets/public.ts';
import { htmlToText } from '../../platform/html/html-to-text.ts';
import { asBolMail, type BolMail } from './mail-text.ts';

/** Of a mail that was passed on. */
const MAX_HEADERS = 10_000;

/** Who wrote a mail: a rule of a mail program passes it on in the mailbox's own name; then the mail inside tells. */
export function writerOf({ forwardedBy, sender, from }: InboundMessage): { readonly address: string; readonly name: string } {
  return forwardedBy && sender.identity ? { address: sender.identity.value, name: sender.name } : from;
}

/** The mail that came in for bol. @param sender who wrote it, also where a colleague passed it on */
export function wholeMail(message: InboundMessage, sender: { address: string; name: string }): BolMail {
  const html = message.fullHtml ?? message.html;
  return asBolMail({
    from: sender.address,
    fromName: sender.name,
    subject: message.subject,
    text: passedOn(message, html === '' ? (message.fullText ?? message.text) : htmlToText(withCells(html), { links: false })),
    ...(html === '' ? {} : { linked: htmlToText(html) }),
  });
}

/** A table is read row by row, with something between its cells. */
function withCells(html: string): string {
  return html.replace(/<\/t[dh]>/gi, ' | $&').replace(/<\/tr>/gi, '<br>$&');
}

/** Above what was passed on stand headers, with labels of their own. */
function passedOn({ forwardedBy }: InboundMessage, text: string): string {
  const end = forwardedBy
    ? /^[ \t>*]{0,10}(?:onderwerp|subject|objet)[ \t*]{0,4}:[^\n]{0,1000}\n/im.exec(text.slice(0, MAX_HEADERS))
    : null;
  return end ? text.slice(end.index + end[0].length) : text;
}

/** Without what it quotes: of an answer only this is new. */
export function newWords(mail: BolMail, message: InboundMessage): BolMail {
  return asBolMail({ ...mail, text: message.text });
}
