import { type Rule, type RuleRun, type RuleTerms, rule, ruleRunPage, type SaveRuleRequest } from '@balie/shared/contracts/rules.ts';
import type { SignedInColleague } from '../../agents/testing/people.ts';

/** A rule as it is sent: for each new ticket, whatever it is, a label, unless it says otherwise. */
export function aRule(given: Partial<Omit<SaveRuleRequest, 'terms'>> & { terms?: Partial<RuleTerms> } = {}): SaveRuleRequest {
  return {
    name: given.name ?? `Regel ${Math.random()}`,
    active: given.active ?? true,
    terms: {
      when: [{ kind: 'created' }],
      conditions: { how: 'all', items: [] },
      actions: [{ kind: 'add_tags', tags: ['nieuw'] }],
      stop: false,
      ...given.terms,
    },
  };
}

export async function decree(lead: SignedInColleague, given: Parameters<typeof aRule>[0] = {}): Promise<Rule> {
  return (await lead.post('/api/rules', aRule(given))).as(rule);
}

/** What it did, newest first. */
export async function runsOf(lead: SignedInColleague, { id }: Rule): Promise<RuleRun[]> {
  return (await lead.get(`/api/rules/runs?ruleId=${id}`)).as(ruleRunPage).items;
}
