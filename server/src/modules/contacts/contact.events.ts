import { eventType } from '../../platform/events/event-type.ts';

/** A colleague changed the name or the note of a customer. */
export const contactChanged = eventType<{ contactId: string }>('contact.changed');
