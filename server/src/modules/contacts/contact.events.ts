import { eventType } from '../../platform/events/event-type.ts';

/** A customer is known by another name, note or address; or went up in another, `becameId`. */
export const contactChanged = eventType<{ contactId: string; becameId?: string }>('contact.changed');
