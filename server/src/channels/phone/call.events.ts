import { eventType } from '../../platform/events/event-type.ts';

/** A call began to ring, was answered or ended. */
export const callChanged = eventType<{ callId: string }>('call.changed');
