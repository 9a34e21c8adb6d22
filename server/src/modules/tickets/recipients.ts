import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { InvalidRecipient } from './ticket.errors.ts';

/** One @ with something on both sides and nothing that could end a header; whether it exists, the mail server says. */
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/u;

interface Recipients {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
}

/** @throws {InvalidRecipient} */
export function checkRecipients({ to, cc, bcc }: Recipients): void {
  const wrong = [...to, ...cc, ...bcc].map((recipient) => recipient.address).filter((address) => !ADDRESS.test(address));
  if (wrong.length > 0) throw new InvalidRecipient(wrong);
}
