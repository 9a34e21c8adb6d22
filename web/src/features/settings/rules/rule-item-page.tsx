import { RuleLogPage } from './rule-log-page.tsx';
import { RulePage } from './rule-page.tsx';

/** A rule by its id, `new`, `new-<example>`, or `log`. */
export function RuleItemPage({ id }: { readonly id: string }) {
  return id === 'log' ? <RuleLogPage /> : <RulePage id={id} />;
}
