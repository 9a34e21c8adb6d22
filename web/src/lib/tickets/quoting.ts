import type { Message } from '@balie/shared/contracts/tickets.ts';
import { useSyncExternalStore } from 'react';

/** The message that the next answer in a ticket refers to; kept while this tab lives. */
const quoted = new Map<string, Message>();
const watchers = new Set<() => void>();
/** Raised with every wish, so that the composer takes the cursor. */
let wishes = 0;

export function quote(message: Message): void {
  quoted.set(message.ticketId, message);
  wishes++;
  tell();
}

export function endQuote(ticketId: string): void {
  if (quoted.delete(ticketId)) tell();
}

export function useQuoted(ticketId: string): Message | undefined {
  return useSyncExternalStore(watch, () => quoted.get(ticketId));
}

export function useQuoteWishes(): number {
  return useSyncExternalStore(watch, () => wishes);
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

function tell(): void {
  for (const changed of watchers) changed();
}
