import type { MailAddress } from '@balie/shared/contracts/common.ts';

export interface ReplyTo {
  readonly to: MailAddress[];
  readonly cc: MailAddress[];
}
interface Conversation {
  /** Of the customer's newest message, as its channel worked them out. */
  readonly fromInbound: ReplyTo | null;
  /** Of our newest reply. */
  readonly fromOutbound: ReplyTo | null;
  readonly contact: { readonly name: string; readonly address: string };
}

/** Whom a reply goes to unless the agent says otherwise. */
export function replyTo({ fromInbound, fromOutbound, contact }: Conversation): ReplyTo {
  const known = [fromInbound, fromOutbound].find((recipients) => recipients !== null && recipients.to.length > 0);
  if (known) return { to: known.to, cc: known.cc };
  return { to: contact.address ? [{ address: contact.address, name: contact.name }] : [], cc: [] };
}
