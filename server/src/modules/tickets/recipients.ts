import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
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

/** E.164. */
const NUMBER = /^\+[1-9]\d{6,14}$/;

/** One person, by number. @throws {InvalidRecipient} */
export function checkNumbers({ to, cc, bcc }: Recipients): void {
  const given = [...to, ...cc, ...bcc].map(({ address }) => address);
  const wrong = given.filter((address) => !NUMBER.test(address));
  if (wrong.length > 0 || given.length !== 1) throw new InvalidRecipient(wrong.length > 0 ? wrong : given);
}

/**
 * Without a mail address goes what leaves by whatever else the ticket's customer is known by, and to nobody else.
 * @throws {InvalidRecipient}
 */
export async function checkAnswered(tx: Tx, ticketId: string, recipients: Recipients): Promise<void> {
  const given = [...recipients.to, ...recipients.cc, ...recipients.bcc];
  if (given.every(({ address }) => ADDRESS.test(address))) return;
  const rows = await tx.query<{ address: string }>(
    `select distinct r->>'address' as address from messages m cross join jsonb_array_elements(m.reply_recipients->'to') r
      where m.organisation_id = $1 and m.ticket_id = $2 and m.direction = 'inbound'
     union
     select i.value from contact_identities i join tickets t on t.contact_id = i.contact_id and t.organisation_id = i.organisation_id
      where t.organisation_id = $1 and t.id = $2 and i.kind <> 'email'`,
    [tx.organisationId, ticketId],
  );
  const known = new Set(rows.map(({ address }) => address));
  checkRecipients({ to: given.filter(({ address }) => !known.has(address)), cc: [], bcc: [] });
}
