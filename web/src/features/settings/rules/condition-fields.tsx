import { type RuleCondition, type RuleField, ruleCondition } from '@balie/shared/contracts/rules.ts';
import { MultiSelect, NumberInput, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tagsQuery } from '../../../lib/tickets/ticket-queries.ts';
import { Choice } from '../../../ui/choice.tsx';
import own from './condition-fields.module.css';
import styles from './rules.module.css';
import { opOf, useRuleChoices } from './use-rule-words.ts';

const FIELDS = ruleCondition.options.map(({ shape }) => shape.field.value);
type Op = RuleCondition['op'];
const OPS_OF = new Map<RuleField, readonly Op[]>(ruleCondition.options.map(({ shape }) => [shape.field.value, shape.op.options]));

interface ConditionFieldsProps {
  readonly condition: RuleCondition;
  readonly onChange: (condition: RuleCondition) => void;
}

/** "the subject contains retour, ruilen": three words that can be other words. */
export function ConditionFields({ condition, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation('rules');
  const { field, op, values } = condition;
  const ops = OPS_OF.get(field) ?? [];
  // Its parts belong together by the contract, which the server holds it against.
  const set = (changes: { field?: RuleField; op?: Op; values?: string[] | number[] }) =>
    onChange({ ...condition, ...changes } as RuleCondition);
  const change = (next: RuleField) => {
    const [first] = OPS_OF.get(next) ?? [];
    set({ field: next, values: [], ...(first ? { op: first } : {}) });
  };
  return (
    <div className={styles.fields}>
      <Choice
        label={t('sentence.fieldLabel')}
        value={field}
        options={FIELDS.map((one) => ({ value: one, label: t(`field.${one}`) }))}
        onChange={change}
      />
      <Choice
        label={t('sentence.opLabel')}
        value={op}
        options={ops.map((one) => ({ value: one, label: t(opOf({ field, op: one })) }))}
        onChange={(chosen) => set({ op: chosen })}
      />
      {condition.field === 'order_value' || condition.field === 'order_age' ? (
        <Amount
          field={condition.field}
          value={condition.values[0]}
          onChange={(number) => set({ values: number === undefined ? [] : [number] })}
        />
      ) : (
        <Values field={field} values={values.map(String)} onChange={(chosen) => set({ values: chosen })} />
      )}
    </div>
  );
}

interface AmountProps {
  readonly field: 'order_value' | 'order_age';
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** One number, and what it counts. */
function Amount({ field, value, onChange }: AmountProps) {
  const { t, i18n } = useTranslation('rules');
  const isMoney = field === 'order_value';
  // What is typed is more than its number: "99,0" is on its way to "99,05".
  const [typed, setTyped] = useState<string | number>(value ?? '');
  const shown = numberOf(typed) === value ? typed : (value ?? '');
  return (
    <span className={own.amount}>
      <NumberInput
        size="sm"
        w={104}
        hideControls
        aria-label={t('sentence.valuesLabel', { field: t(`field.${field}`) })}
        min={0}
        max={isMoney ? 1_000_000 : 3_650}
        allowNegative={false}
        decimalScale={isMoney ? 2 : 0}
        decimalSeparator={i18n.language === 'nl' ? ',' : '.'}
        clampBehavior="strict"
        value={shown}
        onChange={(next) => {
          setTyped(next);
          onChange(numberOf(next));
        }}
      />
      {t(isMoney ? 'unit.euros' : 'unit.days')}
    </span>
  );
}

function numberOf(typed: string | number): number | undefined {
  const number = typeof typed === 'number' ? typed : Number.parseFloat(typed);
  return Number.isNaN(number) ? undefined : number;
}

interface ValuesProps {
  readonly field: RuleField;
  readonly values: string[];
  readonly onChange: (values: string[]) => void;
}

function Values({ field, values, onChange }: ValuesProps) {
  const { t } = useTranslation('rules');
  const choices = useRuleChoices()(field);
  const tags = useQuery(tagsQuery).data ?? [];
  const shared = {
    size: 'sm',
    className: styles.values ?? '',
    'aria-label': t('sentence.valuesLabel', { field: t(`field.${field}`) }),
    value: values,
    onChange,
  } as const;
  if (choices.length > 0)
    return <MultiSelect {...shared} data={[...choices]} placeholder={values.length === 0 ? t('sentence.choose') : ''} hidePickedOptions />;
  return (
    <TagsInput
      {...shared}
      acceptValueOnBlur
      data={field === 'tags' ? tags.map(({ name }) => name) : []}
      placeholder={values.length === 0 ? t(`example.${field === 'sender_domain' ? 'domain' : field === 'tags' ? 'tags' : 'words'}`) : ''}
    />
  );
}
