import { type RuleTerms, ruleTerms } from '@balie/shared/contracts/rules.ts';
import { Button } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Card, Section } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { CheckedList } from './checked-list.tsx';
import { dryRun } from './rules.api.ts';
import styles from './rules.module.css';
import { useRuleWords } from './use-rule-words.ts';

const DAYS = ['1', '7', '30', '90'] as const;
const SHOWN = 10;

/** What the rule would have done lately. It changes nothing. */
export function DryRunPanel({ terms }: { readonly terms: RuleTerms }) {
  const { t } = useTranslation('rules');
  const explain = useExplain('rules');
  const words = useRuleWords();
  const [days, setDays] = useState<(typeof DAYS)[number]>('7');
  const [all, setAll] = useState(false);
  const run = useMutation({ mutationFn: () => dryRun({ terms, days: Number(days) }), onMutate: () => setAll(false) });
  const result = run.data;
  const shown = result?.matches.slice(0, all ? undefined : SHOWN) ?? [];
  return (
    <Section title={t('dry.title')} description={t('dry.description')}>
      <div className={styles.dry}>
        <span>
          <Trans
            t={t}
            i18nKey="dry.sentence"
            components={{
              days: (
                <Choice
                  label={t('dry.daysLabel')}
                  value={days}
                  options={DAYS.map((value) => ({ value, label: t('dry.days', { count: Number(value) }) }))}
                  onChange={setDays}
                />
              ),
            }}
          />
        </span>
        <Button
          variant="default"
          leftSection={<IconTestPipe size={16} stroke={1.75} />}
          onClick={() => run.mutate()}
          loading={run.isPending}
          disabled={!ruleTerms.safeParse(terms).success}
        >
          {t('dry.run')}
        </Button>
      </div>
      {run.isError ? (
        <Notice tone="danger" live>
          {explain(run.error)}
        </Notice>
      ) : null}
      {result ? (
        <div role="status" className={styles.dryResult}>
          <p className={styles.dryCount}>
            {t('dry.found', { count: result.matched, looked: result.looked })}
            {result.capped ? ` ${t('dry.capped')}` : ''}
          </p>
          {shown.length > 0 ? (
            <Card>
              <ol className={styles.list}>
                {shown.map((match) => (
                  <li key={match.ticketId} className={styles.match}>
                    <p className={styles.matchHead}>
                      <Link to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: match.ticketNumber }} target="_blank">
                        #{match.ticketNumber} {match.ticketSubject}
                      </Link>
                      <span className={styles.hint}>
                        {match.customer} · <RelativeTime at={match.at} />
                      </span>
                    </p>
                    <CheckedList checked={match.checked} effects={match.effects} words={words} />
                  </li>
                ))}
              </ol>
            </Card>
          ) : null}
          {shown.length < result.matches.length ? (
            <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
              {t('dry.more', { count: result.matches.length - shown.length })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}
