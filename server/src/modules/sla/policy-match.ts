import type { SlaConditions, SlaPolicy } from '@balie/shared/contracts/sla.ts';
import type { TimedTicket } from '../tickets/public.ts';

type Matched = Pick<TimedTicket, 'shopId' | 'channelAccountId' | 'channelKind' | 'priority' | 'teamId' | 'tags' | 'contactGroups'>;

/** The policy of a ticket: the first active one whose conditions it meets. @param policies in order */
export function policyOf(policies: readonly SlaPolicy[], ticket: Matched): SlaPolicy | undefined {
  return policies.find(({ active, terms }) => active && meets(terms.conditions, ticket));
}

function meets(conditions: SlaConditions, ticket: Matched): boolean {
  const among = <Value>(wanted: readonly Value[], value: Value | null) => wanted.length === 0 || (value !== null && wanted.includes(value));
  const anyOf = (wanted: readonly string[], there: readonly string[]) => wanted.length === 0 || wanted.some((one) => there.includes(one));
  return (
    among(conditions.shopIds, ticket.shopId) &&
    among(conditions.channelAccountIds, ticket.channelAccountId) &&
    among(conditions.channelKinds, ticket.channelKind) &&
    among(conditions.priorities, ticket.priority) &&
    among(conditions.teamIds, ticket.teamId) &&
    anyOf(conditions.tags, ticket.tags) &&
    anyOf(conditions.contactGroups, ticket.contactGroups)
  );
}
