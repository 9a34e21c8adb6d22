import type { Rule } from '@balie/shared/contracts/rules.ts';
import { Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { OrderedRows } from '../editing/ordered-rows.tsx';
import { RowHint, RowLink } from '../editing/rows.tsx';
import { useOrder } from '../editing/use-order.ts';
import { orderRules, rulesQuery, saveRule } from './rules.api.ts';
import styles from './rules.module.css';
import { useRuleWords } from './use-rule-words.ts';

/** The rules, in the order in which they are tried. */
export function RuleList({ rules }: { readonly rules: readonly Rule[] }) {
  const order = useOrder(rulesQuery.queryKey, orderRules, 'rules');
  return (
    <OrderedRows items={rules} onOrder={order}>
      {(rule) => <RuleRow rule={rule} />}
    </OrderedRows>
  );
}

function RuleRow({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation('rules');
  const explain = useExplain('rules');
  const words = useRuleWords();
  const toggle = useMutation({
    mutationFn: (active: boolean) => saveRule(rule.id, { name: rule.name, terms: rule.terms, active }),
    onError: (error) => notify.error(explain(error)),
  });
  return (
    <>
      <RowLink section="rules" item={rule.id} name={rule.name}>
        <RowHint>{words.sentence(rule.terms)}</RowHint>
        {rule.switchedOff ? (
          <span className={styles.wild}>
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
            {t('switchedOff', { number: rule.switchedOff.ticketNumber })}
          </span>
        ) : (
          <span className={styles.rowCount}>
            {rule.lastFiredAt ? (
              <>
                {t('fired', { count: rule.fired })} · <RelativeTime at={rule.lastFiredAt} />
              </>
            ) : (
              t('neverFired')
            )}
          </span>
        )}
      </RowLink>
      <Switch
        aria-label={t('switch', { name: rule.name })}
        checked={toggle.isPending ? toggle.variables : rule.active}
        onChange={(event) => toggle.mutate(event.currentTarget.checked)}
      />
    </>
  );
}
