import type { DeliveryState } from '@balie/shared/contracts/tickets.ts';

/** What providers tell of a message afterwards: what was sent can still turn out to have failed, what arrived cannot. */
export function mayBeReported(from: DeliveryState, to: 'sent' | 'delivered' | 'read' | 'failed'): boolean {
  return to === 'failed' ? ['queued', 'sending', 'sent'].includes(from) : mayMove(from, to);
}

/**
 * From which states an outbound message may move to each state. Providers report in any order: what is read stays read
 * when "sent" arrives late. `failed` can still turn out to be sent; only a person queues it again.
 */
const COMES_FROM = {
  queued: ['queued', 'sending'],
  sending: ['queued', 'sending'],
  failed: ['queued', 'sending'],
  undone: ['queued'],
  sent: ['queued', 'sending', 'failed'],
  delivered: ['queued', 'sending', 'failed', 'sent'],
  read: ['queued', 'sending', 'failed', 'sent', 'delivered'],
} as const satisfies Partial<Record<DeliveryState, readonly DeliveryState[]>>;

export type OutboundState = keyof typeof COMES_FROM;

export function mayMove(from: DeliveryState, to: OutboundState): boolean {
  return (COMES_FROM[to] as readonly DeliveryState[]).includes(from);
}
