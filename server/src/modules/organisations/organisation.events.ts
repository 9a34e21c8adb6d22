import { eventType } from '../../platform/events/event-type.ts';

/** The organisation's name or one of its shops is new or different. */
export const organisationChanged = eventType<{ organisationId: string }>('organisation.changed');
