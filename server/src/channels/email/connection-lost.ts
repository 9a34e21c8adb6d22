import type { ImapFlow } from 'imapflow';

/** The server ended the connection without a word. */
export class ConnectionLost extends Error {
  readonly code = 'EConnectionClosed';
}

/**
 * An answer that counts. On a connection that is gone imapflow answers as if the mailbox were empty: mail that was about
 * to be fetched would be taken for removed, and never looked for again.
 * @throws {ConnectionLost}
 */
export async function answered<Answer>(client: ImapFlow, ask: () => Promise<Answer>): Promise<Answer> {
  const answer = client.usable ? await ask() : undefined;
  if (!client.usable) throw new ConnectionLost('The mail server ended the connection');
  return answer as Answer;
}
