import type { RuleAction } from '@balie/shared/contracts/rules.ts';
import { RULE_VARIABLES } from '@balie/shared/domain/text-variables.ts';
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { VariableText } from '../variable-text.tsx';
import styles from './rules.module.css';

type Answer = Extract<RuleAction, { kind: 'answer' }>;

/** What the customer gets, in their own language, and how often at most. */
export function AnswerFields({ answer, onChange }: { readonly answer: Answer; readonly onChange: (answer: Answer) => void }) {
  const { t } = useTranslation('rules');
  const [language, setLanguage] = useState<'nl' | 'en'>('nl');
  return (
    <>
      <Choice
        label={t('sentence.onceLabel')}
        value={answer.once}
        options={(['day', 'closing'] as const).map((once) => ({ value: once, label: t(`once.${once}`) }))}
        onChange={(once) => onChange({ ...answer, once })}
      />
      <div className={styles.answer}>
        <SegmentedControl
          size="xs"
          aria-label={t('sentence.language')}
          value={language}
          onChange={(chosen) => setLanguage(chosen === 'en' ? 'en' : 'nl')}
          data={[
            { value: 'nl', label: t('language.nl') },
            { value: 'en', label: t('language.en') },
          ]}
        />
        <VariableText
          key={language}
          label={t(`sentence.text_${language}`)}
          names={RULE_VARIABLES}
          value={answer.text[language]}
          onChange={(text) => onChange({ ...answer, text: { ...answer.text, [language]: text } })}
        />
        <p className={styles.hint}>{t(language === 'en' && answer.text.en.trim() === '' ? 'sentence.noEnglish' : 'sentence.gapHint')}</p>
      </div>
    </>
  );
}
