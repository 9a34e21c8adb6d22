import { eventType } from '../../platform/events/event-type.ts';

/** A colleague, an invitation or a team is new, different or gone. */
export const peopleChanged = eventType<{ organisationId: string }>('people.changed');

/** These sessions no longer open anything. */
export const sessionsEnded = eventType<{ sessionIds: string[] }>('sessions.ended');
