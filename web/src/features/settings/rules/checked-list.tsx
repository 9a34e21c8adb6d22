import type { CheckedCondition, RuleEffect } from '@balie/shared/contracts/rules.ts';
import { IconArrowRight, IconBan, IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../../lib/reasons/use-reason.ts';
import styles from './rules.module.css';
import type { RuleWords } from './use-rule-words.ts';

interface CheckedListProps {
  readonly checked: readonly CheckedCondition[];
  readonly effects: readonly RuleEffect[];
  readonly words: RuleWords;
}

/** Why, and what: each condition with whether it held, each action with what came of it. */
export function CheckedList({ checked, effects, words }: CheckedListProps) {
  const { t } = useTranslation('rules');
  const inWords = useReason();
  return (
    <ul className={styles.checked}>
      {checked.map(({ condition, held }, index) => (
        <li key={`c${index}`} data-held={held}>
          {held ? (
            <IconCheck size={14} stroke={2} aria-label={t('log.held')} />
          ) : (
            <IconX size={14} stroke={2} aria-label={t('log.notHeld')} />
          )}
          <span>{words.condition(condition)}</span>
        </li>
      ))}
      {effects.map(({ action, outcome, reason }, index) => (
        <li key={`e${index}`} data-outcome={outcome}>
          {outcome === 'done' ? <IconArrowRight size={14} stroke={2} aria-hidden /> : null}
          {outcome === 'nothing' ? <IconMinus size={14} stroke={2} aria-hidden /> : null}
          {outcome === 'refused' ? <IconBan size={14} stroke={2} aria-hidden /> : null}
          <span>
            {words.action(action)}
            {outcome === 'done' ? null : ` · ${reason ? inWords(reason) : t(`log.${outcome}`)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
