import { orderState } from '@balie/shared/contracts/orders.ts';
import type { RuleAction, RuleCondition, RuleGroup, RuleTerms, RuleTrigger } from '@balie/shared/contracts/rules.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { writeDuration } from '../../../lib/deadlines/duration-text.ts';
import { agentsQuery, teamsQuery } from '../../../lib/directory.ts';
import { type Named, namedById, useDirectoryChoices } from '../editing/use-directory-choices.ts';
import { orderSourcesQuery } from '../order-settings/order-sources.queries.ts';

/** What may be chosen where, by its name in the reader's language. */
export function useRuleChoices(): (field: RuleCondition['field']) => readonly Named[] {
  const { t } = useTranslation('rules');
  const { shops, accounts, teams, kinds } = useDirectoryChoices();
  const agents = (useQuery(agentsQuery).data ?? []).filter(({ active }) => active);
  const sources = useQuery(orderSourcesQuery).data ?? [];
  const words = <Value extends string>(values: readonly Value[], key: (value: Value) => string) =>
    values.map((value) => ({ value, label: key(value) }));
  const nobody = { value: 'none', label: t('nobody') };
  return (field) => {
    switch (field) {
      case 'channel':
        return kinds();
      case 'account':
        return accounts;
      case 'shop':
        return shops;
      case 'team':
        return [{ ...nobody, label: t('noTeam') }, ...teams];
      case 'assignee':
        return [nobody, ...namedById(agents)];
      case 'status':
        return words(['open', 'pending', 'snoozed', 'solved', 'closed', 'spam'], (status) => t(`tickets:status.${status}`));
      case 'priority':
        return words(['low', 'normal', 'high', 'urgent'], (priority) => t(`tickets:priority.${priority}`));
      case 'nature':
        return words(['personal', 'automatic', 'list', 'bounce'], (nature) => t(`nature.${nature}`));
      case 'language':
        return words(['nl', 'en', 'other'], (language) => t(`language.${language}`));
      case 'customer':
        return words(['new', 'known'], (customer) => t(`customer.${customer}`));
      case 'orders':
        return words(['some', 'none'], (orders) => t(`orders.${orders}`));
      case 'order_state':
        return words(orderState.options, (state) => t(`orderState.${state}`));
      case 'order_channel':
        return words([...new Set(sources.map(({ kind }) => kind))], (kind) => t(`tickets:channel.${kind}`, { defaultValue: kind }));
      case 'hours':
        return words(['open', 'closed'], (hours) => t(`hours.${hours}`));
      default:
        return [];
    }
  };
}

/** Where "is" is no word for it. */
export function opOf({ field, op }: Pick<RuleCondition, 'field' | 'op'>) {
  return field === 'orders' && (op === 'is' || op === 'is_not') ? (`op.orders_${op}` as const) : (`op.${op}` as const);
}

export interface RuleWords {
  readonly trigger: (trigger: RuleTrigger) => string;
  readonly condition: (condition: RuleCondition) => string;
  readonly action: (action: RuleAction) => string;
  /** The whole rule as one sentence. */
  readonly sentence: (terms: RuleTerms) => string;
}

/** Rules in words. */
export function useRuleWords(): RuleWords {
  const { t, i18n } = useTranslation('rules');
  const choices = useRuleChoices();
  const agents = useQuery(agentsQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const list = (words: readonly string[], join: 'or' | 'and') =>
    words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${t(join)} ${words.at(-1)}`;
  const lower = (text: string) => text.charAt(0).toLocaleLowerCase() + text.slice(1);
  const name = (things: readonly { readonly id: string; readonly name: string }[], id: string) =>
    things.find((one) => one.id === id)?.name ?? t('gone');

  const trigger = (one: RuleTrigger) => {
    if (one.kind === 'time_passed')
      return t('said.time', { time: writeDuration(one.minutes * 60, t('hour')), since: t(`since.${one.since}`) });
    if (one.kind === 'tag_added' && one.tags.length > 0) return t('said.tag', { tags: list(one.tags, 'or') });
    return t(`when.${one.kind}`);
  };
  const condition = (one: RuleCondition) => {
    const known = choices(one.field);
    const values = one.values.map((value) => {
      if (one.field === 'order_value') return t('unit.order_value', { number: value.toLocaleString(i18n.language) });
      if (typeof value === 'number') return t('unit.order_age', { count: value });
      return known.find((choice) => choice.value === value)?.label ?? (known.length > 0 ? t('gone') : value);
    });
    const isWords = ['subject', 'text', 'sender', 'sender_domain', 'tags'].includes(one.field);
    const said = values.map((value) => (isWords ? `“${value}”` : lower(value)));
    return t('said.condition', {
      field: lower(t(`field.${one.field}`)),
      op: t(opOf(one)),
      values: said.length === 0 ? '…' : list(said, one.op === 'all' ? 'and' : 'or'),
    });
  };
  const action = (one: RuleAction): string => {
    switch (one.kind) {
      case 'assign_agent':
        return one.agentId ? t('did.assign_agent', { name: name(agents, one.agentId) }) : t('did.unassign');
      case 'assign_team':
        return one.teamId ? t('did.assign_team', { name: name(teams, one.teamId) }) : t('did.noTeam');
      case 'add_tags':
      case 'remove_tags':
        return t(`did.${one.kind}`, { tags: one.tags.length === 0 ? '…' : list(one.tags, 'and') });
      case 'priority':
        return t('did.priority', { to: lower(t(`tickets:priority.${one.to}`)) });
      case 'status':
        return t('did.status', { to: lower(t(`tickets:status.${one.to}`)) });
      case 'snooze':
        return one.hours === null ? t('did.snoozeOpening') : t('did.snooze', { count: one.hours });
      case 'notify':
        return t('did.notify', { who: t(`who.${one.who}`) });
      case 'notify_agent':
        return t('did.notify', { who: name(agents, one.agentId) });
      default:
        return t(`did.${one.kind}`);
    }
  };
  // A comma before the word, as the values of a condition are joined by the same one.
  const group = ({ how, items }: RuleGroup): string =>
    items.map((item) => ('how' in item ? `(${group(item)})` : condition(item))).join(`, ${t(how === 'all' ? 'and' : 'or')} `);
  return {
    trigger,
    condition,
    action,
    sentence: ({ when, conditions, actions }) => {
      const ifs = conditions.items.length > 0 ? t('said.if', { conditions: group(conditions) }) : '';
      const said = t('said.rule', {
        when: list(when.map(trigger), 'or'),
        ifs,
        actions: actions.length === 0 ? '…' : list(actions.map(action), 'and'),
      });
      // What is not finished yet ends in dots, without one more.
      return said.replace(/…\.$/u, '…');
    },
  };
}
