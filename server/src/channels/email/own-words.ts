import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { InboundMessage } from '../../modules/tickets/public.ts';
import { mailboxOf } from './mail-addresses.ts';
import { isOwnDomain } from './own-domain.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { asOutbound } from './sent-mail.ts';

/**
 * Of mail that was kept: what we wrote to a customer is an answer, also from an address of a colleague that is not
 * connected. A form of the shop's own site writes in our name, too, but for a customer.
 */
export function ownWords(message: InboundMessage, mail: ParsedMail, own: ReadonlySet<string>): InboundMessage {
  const isOurs = ({ address }: MailAddress) => own.has(mailboxOf(address));
  const isColleague = ({ address }: MailAddress) => isOwnDomain(address, own);
  const isStranger = (one: MailAddress) => !isOurs(one) && !isColleague(one);
  const byColleague = isColleague(mail.from) && !mail.to.some(isOurs) && mail.to.some(isStranger);
  const isForm = mail.replyTo.some(isStranger);
  return (isOurs(mail.from) || byColleague) && !isForm && message.forwardedBy === null ? asOutbound(message, own) : message;
}

/** No customer has a part in it. */
export function isToOurselves({ direction, sender }: InboundMessage, own: ReadonlySet<string>): boolean {
  return direction === 'inbound' && own.has(mailboxOf(sender.identity?.value ?? ''));
}
