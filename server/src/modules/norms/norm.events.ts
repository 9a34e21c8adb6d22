import { eventType } from '../../platform/events/event-type.ts';

/** Norms of the organisation, or what stands beside them, are different now. */
export const normsChanged = eventType<Record<string, never>>('norms.changed');
