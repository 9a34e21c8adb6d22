import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { type InboundMessage, KnownMail } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { mailboxOf } from './mail-addresses.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** Our own answers ask for replies at `info+t_<token>@…`; nobody's mail program does. */
const OUR_REPLY_ADDRESS = /\+t_[a-z0-9]{8,64}@/i;

/** Judges mail from the folder of sent mail: most of it is ours already, or none of our business. */
@Injectable()
export class SentMail {
  constructor(
    private readonly knownMail: KnownMail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @param toAnybody also to strangers: all mail was asked for @returns why it does not belong in a ticket; undefined when it does */
  async whyNot(
    account: { readonly id: string },
    mail: ParsedMail,
    own: ReadonlySet<string>,
    toAnybody = false,
  ): Promise<string | undefined> {
    const customers = customersOf(mail, own);
    if (customers.length === 0) return 'Sent to nobody but ourselves.';
    if (mail.replyTo.some(({ address }) => OUR_REPLY_ADDRESS.test(address))) return 'Balie sent it itself.';
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
    return relation === 'stranger' && !toAnybody ? 'Sent outside Balie, to nobody who is known here.' : undefined;
  }
}

/** A colleague's mail to a customer, in the terms of tickets: the customer is its first recipient that is not us. */
export function asOutbound(message: InboundMessage, own: ReadonlySet<string>): InboundMessage {
  const theirs = (addresses: readonly MailAddress[]) => addresses.filter(({ address }) => !own.has(mailboxOf(address)));
  const [to, cc] = [theirs(message.to), theirs(message.cc)];
  const [customer] = [...to, ...cc];
  if (!customer) return message;
  return {
    ...message,
    direction: 'outbound',
    sender: { identity: { kind: 'email', value: customer.address.toLowerCase() }, name: customer.name },
    replyRecipients: to.length > 0 ? { to, cc } : { to: [customer], cc: cc.filter((one) => one !== customer) },
  };
}

function customersOf(mail: ParsedMail, own: ReadonlySet<string>): MailAddress[] {
  return [...mail.to, ...mail.cc].filter(({ address }) => !own.has(mailboxOf(address)));
}
