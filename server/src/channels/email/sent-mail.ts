import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { type InboundMessage, KnownMail } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { mailboxOf } from './mail-addresses.ts';
import { isOwnDomain } from './own-domain.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** Nobody who is known here now: more may be, when more of the history is in. */
export const TO_STRANGERS = 'Sent outside Balie, to nobody who is known here.';
const TO_OURSELVES = 'Sent to nobody but ourselves.';
/** Our own answers ask for replies at `info+t_<token>@…`; nobody's mail program does. */
const OUR_REPLY_ADDRESS = /\+t_[a-z0-9]{8,64}@/i;

/** Judges mail from the folder of sent mail: most of it is ours already, or none of our business. */
@Injectable()
export class SentMail {
  constructor(
    private readonly knownMail: KnownMail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @returns why it belongs in no ticket, whatever is in them; undefined when it may */
  whyNever(mail: ParsedMail, own: ReadonlySet<string>): string | undefined {
    // Whatever leaves over this mailbox by itself is nobody's answer, and may be meant for its reader alone.
    if (mail.signs.generated || mail.signs.answered || mail.signs.bounce) return 'A machine sent it.';
    if (customersOf([...mail.to, ...mail.cc], own).length === 0) return TO_OURSELVES;
    return mail.replyTo.some(({ address }) => OUR_REPLY_ADDRESS.test(address)) ? 'Balie sent it itself.' : undefined;
  }

  /**
   * Of mail that may belong in a ticket, when the mail before it is in tickets.
   * @param toAnybody also to strangers: all mail was asked for
   * @returns why it does not; undefined when it does
   */
  async whyNot(
    account: { readonly id: string },
    mail: ParsedMail,
    own: ReadonlySet<string>,
    toAnybody = false,
  ): Promise<string | undefined> {
    const customers = customersOf([...mail.to, ...mail.cc], own);
    const relation = await this.unitOfWork.run((tx) =>
      this.knownMail.relationOf(tx, {
        channelAccountId: account.id,
        externalId: mail.messageId,
        references: mail.references,
        token: mail.replyToken,
        recipients: customers.map(({ address }) => address.toLowerCase()),
      }),
    );
    if (relation === 'here') return 'Balie sent it itself, or has it already.';
    // What colleagues write to each other is none of our business, unless one of them asked as a customer.
    if (relation !== 'thread' && customers.every(({ address }) => isOwnDomain(address, own))) return TO_OURSELVES;
    return relation === 'stranger' && !toAnybody ? TO_STRANGERS : undefined;
  }

  /**
   * May it be a colleague's answer to a customer from an address of their own, with us in copy? A form of ours that writes for a customer,
   * what a colleague passes on to us or asks us, and what begins a conversation are a customer's mail.
   */
  mayBeAnswer(mail: ParsedMail, message: InboundMessage, own: ReadonlySet<string>): boolean {
    const isOurs = ({ address }: MailAddress) => own.has(mailboxOf(address)) || isOwnDomain(address, own);
    if (!isOurs(mail.from) || !mail.replyTo.every(isOurs)) return false;
    if (message.forwardedBy !== null || message.nature !== 'personal') return false;
    return ![...mail.to, ...mail.cc].every(isOurs);
  }

  /** Of mail that may be one, when the mail before it is in tickets. */
  isAnswer(account: { readonly id: string }, mail: ParsedMail): Promise<boolean> {
    const thread = { channelAccountId: account.id, references: mail.references, token: mail.replyToken };
    return this.unitOfWork.run((tx) => this.knownMail.answersAnother(tx, thread, mail.from.address.toLowerCase()));
  }
}

/** A colleague's mail to a customer, in the terms of tickets: the customer is its first recipient that is none of us. */
export function asOutbound(message: InboundMessage, own: ReadonlySet<string>): InboundMessage {
  const customers = new Set(customersOf([...message.to, ...message.cc], own));
  const to = message.to.filter((address) => customers.has(address));
  const cc = message.cc.filter((address) => customers.has(address));
  const [customer] = [...to, ...cc];
  if (!customer) return message;
  return {
    ...message,
    direction: 'outbound',
    sender: { identity: { kind: 'email', value: customer.address.toLowerCase() }, name: customer.name },
    replyRecipients: to.length > 0 ? { to, cc } : { to: [customer], cc: cc.filter((one) => one !== customer) },
  };
}

/** Those outside the house; where there are none, colleagues: they may be somebody's customer, too. Never a mailbox of ours. */
function customersOf(recipients: readonly MailAddress[], own: ReadonlySet<string>): MailAddress[] {
  const people = recipients.filter(({ address }) => !own.has(mailboxOf(address)));
  const outside = people.filter(({ address }) => !isOwnDomain(address, own));
  return outside.length > 0 ? outside : people;
}
