import type { InboundMessage } from '../../modules/tickets/public.ts';
import { htmlToText } from '../../platform/html/html-to-text.ts';
import { asBolMail, type BolMail } from './mail-text.ts';

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
    text: message.fullText ?? message.text,
    ...(html === '' ? {} : { linked: htmlToText(html) }),
  });
}

/** Without what it quotes: of an answer only this is new. */
export function newWords(mail: BolMail, message: InboundMessage): BolMail {
  return asBolMail({ ...mail, text: message.text });
}
