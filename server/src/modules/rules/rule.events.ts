import { eventType } from '../../platform/events/event-type.ts';

/** Rules of the organisation are different now. */
export const rulesChanged = eventType<{ ruleIds: string[] }>('rules.changed');
