/** Tickets that a reply or note of this tab is on its way to, and how many. */
const sending = new Map<string, number>();

export function isSending(ticketId: string): boolean {
  return sending.has(ticketId);
}

/** Returns the end of it. */
export function beginSending(ticketId: string): () => void {
  sending.set(ticketId, (sending.get(ticketId) ?? 0) + 1);
  return () => {
    const left = (sending.get(ticketId) ?? 1) - 1;
    if (left > 0) sending.set(ticketId, left);
    else sending.delete(ticketId);
  };
}
