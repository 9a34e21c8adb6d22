import type { Tx } from '../../platform/database/unit-of-work.ts';
import { bareSubject } from './bare-subject.ts';

/**
 * The subject under which an answer leaves: of the customer's newest message where that speaks of something else than the
 * ticket is called. An answer under another subject than the question's is lost on its reader, and their mail program.
 */
export async function answeredSubject(tx: Tx, ticket: { readonly id: string; readonly subject: string }): Promise<string> {
  const [newest] = await tx.query<{ subject: string }>(
    `select subject from messages
      where organisation_id = $1 and ticket_id = $2 and direction = 'inbound' and nature = 'personal' and not from_stranger and subject <> ''
      order by created_at desc, id desc limit 1`,
    [tx.organisationId, ticket.id],
  );
  const bare = bareSubject(newest?.subject ?? '');
  return newest && bare !== '' && bare !== bareSubject(ticket.subject) ? newest.subject : ticket.subject;
}
