import { eventType } from '../../platform/events/event-type.ts';

/** Macros of the organisation are different now. */
export const macrosChanged = eventType<{ macroId: string }>('macros.changed');
