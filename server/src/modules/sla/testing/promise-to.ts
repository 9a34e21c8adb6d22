import { type SavePolicyRequest, type SlaTerms, slaPolicy, slaRecomputeState } from '@balie/shared/contracts/sla.ts';
import type { z } from 'zod';
import { eventually } from '../../../../test/support/eventually.ts';
import type { SignedInColleague } from '../../agents/testing/people.ts';
import { POLICIES } from './promises.ts';

export type Policy = z.infer<typeof slaPolicy>;

/** A policy as it is sent: every hour counts, an answer within an hour, a warning after three quarters, unless it says otherwise. */
export function aPolicy(given: Partial<Omit<SavePolicyRequest, 'terms'>> & { terms?: Partial<SlaTerms> } = {}): SavePolicyRequest {
  const hour = { hours: 'calendar' as const, seconds: { low: 3_600, normal: 3_600, high: 1_800, urgent: 600 } };
  const base = POLICIES['A'];
  if (!base) throw new Error('There is no policy A');
  const terms = { ...base, promises: { ...base.promises, first_response: hour, next_response: hour }, ...given.terms };
  return { name: given.name ?? `Afspraak ${Math.random()}`, active: given.active ?? true, terms };
}

/** Creates it, and waits until all that is open is measured by it. */
export async function promise(owner: SignedInColleague, given: Parameters<typeof aPolicy>[0] = {}): Promise<Policy> {
  const policy = (await owner.post('/api/sla/policies', aPolicy(given))).as(slaPolicy);
  await measured(owner);
  return policy;
}

/** Waits until nothing is measured anew any more. */
export async function measured(owner: SignedInColleague): Promise<void> {
  await eventually(
    async () => (await owner.get('/api/sla/recompute')).as(slaRecomputeState).recompute?.finishedAt !== null,
    'all is measured',
  );
}
