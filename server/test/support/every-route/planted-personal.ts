type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;
type Ids = Readonly<Record<'ticket' | 'message' | 'notification', string>>;

/** What a ticket is to one colleague: an answer begun, how far they read, and what they were told. */
export async function plantPersonal(
  insert: Insert,
  { ticket, message, notification }: Ids,
  { mark, unique, agentId }: { readonly mark: string; readonly unique: string; readonly agentId: string },
): Promise<void> {
  const content = JSON.stringify({ html: mark, attachmentIds: [] });
  await insert('drafts', { agent_id: agentId, ticket_id: ticket, kind: 'reply', content });
  await insert('ticket_reads', { agent_id: agentId, ticket_id: ticket, read_at: new Date() });
  await insert('notifications', {
    id: notification,
    agent_id: agentId,
    kind: 'mention',
    ticket_id: ticket,
    message_id: message,
    event_key: unique,
  });
}
