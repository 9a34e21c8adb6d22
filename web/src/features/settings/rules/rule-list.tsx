import type { Rule } from '@balie/shared/contracts/rules.ts';
import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconGripVertical } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../lib/query.ts';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Card } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { orderRules, rulesQuery, saveRule } from './rules.api.ts';
import styles from './rules.module.css';
import { useRuleWords } from './use-rule-words.ts';

/** The rules, in the order in which they are tried: dragged by the grip, or moved by its arrow keys. */
export function RuleList({ rules }: { readonly rules: readonly Rule[] }) {
  const explain = useExplain('rules');
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const order = useMutation({
    mutationFn: orderRules,
    onMutate: (ids: readonly string[]) => {
      const before = queryClient.getQueryData(rulesQuery.queryKey);
      queryClient.setQueryData(rulesQuery.queryKey, (known) => ids.flatMap((id) => known?.find((one) => one.id === id) ?? []));
      return before;
    },
    onError: (error, _, before) => {
      queryClient.setQueryData(rulesQuery.queryKey, before);
      notify.error(explain(error));
    },
  });
  const move = (from: number, to: number) => {
    const ids = rules.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved && from !== to && to >= 0 && to < rules.length) order.mutate(ids.toSpliced(to, 0, moved));
  };
  const drop = () => {
    if (dragged !== undefined && over !== undefined) move(dragged, over);
    setDragged(undefined);
    setOver(undefined);
  };
  return (
    <Card>
      <ol className={styles.list}>
        {rules.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            place={index + 1}
            isOver={dragged !== undefined && over === index && over !== dragged}
            onMove={(step) => move(index, index + step)}
            onGrab={() => setDragged(index)}
            onOver={() => setOver(index)}
            onDrop={drop}
          />
        ))}
      </ol>
    </Card>
  );
}

interface RuleRowProps {
  readonly rule: Rule;
  readonly place: number;
  readonly isOver: boolean;
  readonly onMove: (step: 1 | -1) => void;
  readonly onGrab: () => void;
  readonly onOver: () => void;
  readonly onDrop: () => void;
}

function RuleRow({ rule, place, isOver, onMove, onGrab, onOver, onDrop }: RuleRowProps) {
  const { t } = useTranslation('rules');
  const explain = useExplain('rules');
  const words = useRuleWords();
  const toggle = useMutation({
    mutationFn: (active: boolean) => saveRule(rule.id, { name: rule.name, terms: rule.terms, active }),
    onError: (error) => notify.error(explain(error)),
  });
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    onMove(by);
  };
  const allow = (event: DragEvent) => {
    event.preventDefault();
    onOver();
  };
  return (
    <li className={styles.row} data-off={!rule.active || undefined} data-over={isOver || undefined} onDragOver={allow} onDrop={onDrop}>
      <Tooltip label={t('move')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          className={styles.grip ?? ''}
          aria-label={t('moveNamed', { name: rule.name, place })}
          draggable
          onDragStart={onGrab}
          onKeyDown={step}
        >
          <IconGripVertical size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <span className={styles.place} aria-hidden>
        {place}
      </span>
      <Link to="/settings/$section/$item" params={{ section: 'rules', item: rule.id }} className={styles.rowLink}>
        <span className={styles.rowName}>{rule.name}</span>
        <span className={styles.rowHint}>{words.sentence(rule.terms)}</span>
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
      </Link>
      <Switch
        aria-label={t('switch', { name: rule.name })}
        checked={toggle.isPending ? toggle.variables : rule.active}
        onChange={(event) => toggle.mutate(event.currentTarget.checked)}
      />
    </li>
  );
}
