import type { SlaTarget } from '@balie/shared/contracts/deadlines.ts';
import { eventType } from '../../platform/events/event-type.ts';

/** What is told of a clock. Moments are ISO 8601. */
export interface ClockSignal {
  clockId: string;
  ticketId: string;
  policyId: string | null;
  target: SlaTarget;
  startedAt: string;
  dueAt: string | null;
  /** When it was told; `late` when that is long after its time. */
  at: string;
  late: boolean;
  /** What was promised is done by now, too late. */
  ended: boolean;
  /** After the deadline; 0 for the warning and the breach themselves. */
  minutes: number;
}

/** Most of the time that was promised is over. */
export const slaWarned = eventType<ClockSignal>('sla.warned');
/** The time that was promised is over. */
export const slaBreached = eventType<ClockSignal>('sla.breached');
/** It has been over for as long as a step of the policy waits. */
export const slaOverdue = eventType<ClockSignal>('sla.overdue');
/** Policies or calendars of the organisation are different now. */
export const slaChanged = eventType<{ version: number }>('sla.changed');
