/** One chunk: who opens the list will open something of it. */
export { RuleItemPage } from './rule-item-page.tsx';
export { RulesPage } from './rules-page.tsx';
