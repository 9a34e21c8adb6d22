import type { ChatMessage, ChatMessageState } from '@balie/shared/contracts/chat.ts';

/** What is known of a conversation: pure, so that repeats and disorder can be proved harmless. */

const RANK: Record<ChatMessageState, number> = { sent: 0, delivered: 1, read: 2 };
const further = (one: ChatMessageState, other: ChatMessageState) => (RANK[one] >= RANK[other] ? one : other);
/** Ids are made in the order of time. */
const inOrder = (one: ChatMessage, other: ChatMessage) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id);

/** Oldest first, each once, its state never going back. */
export function withMessages(known: readonly ChatMessage[], more: readonly ChatMessage[]): readonly ChatMessage[] {
  if (more.length === 0) return known;
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of more) {
    const before = byId.get(message.id);
    byId.set(message.id, before ? { ...message, state: further(before.state, message.state) } : message);
  }
  return [...byId.values()].sort(inOrder);
}

/** The message, and all earlier ones of its side, are at least so far. */
export function withState(known: readonly ChatMessage[], id: string, state: ChatMessageState): readonly ChatMessage[] {
  const until = known.findIndex((message) => message.id === id);
  const side = known[until]?.from;
  if (!side) return known;
  return known.map((message, index) =>
    index <= until && message.from === side && RANK[message.state] < RANK[state] ? { ...message, state } : message,
  );
}

export const unreadOf = (known: readonly ChatMessage[]): readonly ChatMessage[] =>
  known.filter(({ from, state }) => from === 'shop' && state !== 'read');

export const newestOf = (known: readonly ChatMessage[], from?: ChatMessage['from']): ChatMessage | undefined =>
  known.findLast((message) => !from || message.from === from);
