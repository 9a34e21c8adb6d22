import type { RuleCondition, RuleGroup } from '@balie/shared/contracts/rules.ts';
import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { RemoveButton } from '../editing/remove-button.tsx';
import { useRowFocus } from '../editing/use-row-focus.ts';
import { ConditionFields } from './condition-fields.tsx';
import styles from './rules.module.css';

const FIRST: RuleCondition = { field: 'subject', op: 'contains', values: [] };
const DEEPEST = 2;

interface ConditionGroupProps {
  readonly group: RuleGroup;
  readonly onChange: (group: RuleGroup) => void;
  /** Within so many others. */
  readonly depth?: number;
  /** Of one within another. */
  readonly onRemove?: () => void;
}

/** Conditions that must hold together, or of which one must; groups may stand in groups. */
export function ConditionGroup({ group, onChange, depth = 0, onRemove }: ConditionGroupProps) {
  const { t } = useTranslation('rules');
  const { how, items } = group;
  const { list, add: adder, goTo } = useRowFocus<HTMLUListElement>(items.length);
  const set = (changed: RuleGroup['items']) => onChange({ how, items: changed });
  const add = (item: RuleGroup['items'][number]) => {
    goTo(items.length);
    set([...items, item]);
  };
  const remove = (index: number) => {
    goTo(index);
    set(items.toSpliced(index, 1));
  };
  return (
    <div className={styles.group} data-depth={depth}>
      {items.length > 1 ? (
        <p className={styles.how}>
          <Choice
            label={t('sentence.howLabel')}
            value={how}
            options={(['all', 'any'] as const).map((value) => ({ value, label: t(`how.${value}`) }))}
            onChange={(chosen) => onChange({ how: chosen, items })}
          />
          :
        </p>
      ) : null}
      <ul ref={list} className={styles.conditions}>
        {items.map((item, index) => (
          <li key={index} className={styles.condition}>
            {'how' in item ? (
              <ConditionGroup
                group={item}
                onChange={(changed) => set(items.with(index, changed))}
                depth={depth + 1}
                onRemove={() => remove(index)}
              />
            ) : (
              <>
                <ConditionFields condition={item} onChange={(changed) => set(items.with(index, changed))} />
                <RemoveButton label={t('sentence.removeCondition')} onRemove={() => remove(index)} />
              </>
            )}
          </li>
        ))}
      </ul>
      {depth === 0 && asksOfOrders(group) ? <p className={styles.hint}>{t('orderHint')}</p> : null}
      <div className={styles.adders}>
        <Button ref={adder} variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={() => add(FIRST)}>
          {t('sentence.addCondition')}
        </Button>
        {depth < DEEPEST ? (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => add({ how: how === 'all' ? 'any' : 'all', items: [FIRST, FIRST] })}
          >
            {t('sentence.addGroup')}
          </Button>
        ) : null}
        {onRemove ? (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            className={styles.away ?? ''}
            leftSection={<IconX size={14} />}
            onClick={onRemove}
          >
            {t('sentence.removeGroup')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function asksOfOrders({ items }: RuleGroup): boolean {
  return items.some((item) => ('how' in item ? asksOfOrders(item) : item.field.startsWith('order_')));
}
