import type { RuleRun } from '@balie/shared/contracts/rules.ts';
import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../../lib/me.ts';
import { useReason } from '../../../lib/reasons/use-reason.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Card } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { CheckedList } from './checked-list.tsx';
import { type LogOf, runsQuery } from './rules.api.ts';
import styles from './rules.module.css';
import { type RuleWords, useRuleWords } from './use-rule-words.ts';

/** What was done, to which ticket, and why; of one rule, of one ticket, or of all. */
export function RuleLog({ ruleId, ticketId }: LogOf) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const runs = useInfiniteQuery(runsQuery({ ruleId, ticketId }));
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  if (runs.isPending) return <SkeletonRows count={3} faces={false} />;
  if (runs.isError) return <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />;
  if (items.length === 0)
    return (
      <EmptyState
        icon={<IconHistory size={32} stroke={1.5} />}
        title={t('log.none')}
        text={t(ticketId ? 'log.noneHere' : 'log.noneText')}
      />
    );
  return (
    <>
      <Card>
        <ol className={styles.list}>
          {items.map((run) => (
            <Run key={run.id} run={run} words={words} shows={ruleId ? 'ticket' : ticketId ? 'rule' : 'both'} />
          ))}
        </ol>
      </Card>
      {runs.hasNextPage ? (
        <div>
          <Button variant="default" size="xs" onClick={() => void runs.fetchNextPage()} loading={runs.isFetchingNextPage}>
            {t('log.older')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface RunProps {
  readonly run: RuleRun;
  readonly words: RuleWords;
  /** What the page around it does not say already. */
  readonly shows: 'ticket' | 'rule' | 'both';
}

function Run({ run, words, shows }: RunProps) {
  const { t } = useTranslation('rules');
  const inWords = useReason();
  const may = useAllowed('rules:manage');
  const name = may ? (
    <Link to="/settings/$section/$item" params={{ section: 'rules', item: run.ruleId }}>
      {run.ruleName}
    </Link>
  ) : (
    <span>{run.ruleName}</span>
  );
  return (
    <li className={styles.match} data-outcome={run.outcome}>
      <p className={styles.matchHead}>
        {shows === 'rule' ? (
          name
        ) : (
          <Link to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: run.ticketNumber }}>
            #{run.ticketNumber} {run.ticketSubject}
          </Link>
        )}
        <span className={styles.hint}>
          {shows === 'both' ? <>{name} · </> : null}
          {run.when === 'time_passed' ? t('log.time') : t('log.when', { what: t(`when.${run.when}`) })} · <RelativeTime at={run.at} />
        </span>
      </p>
      {run.outcome === 'fired' ? null : (
        <p className={styles.braked}>
          {t(`log.${run.outcome}`)}
          {run.reason && run.outcome === 'braked' ? ` ${inWords(run.reason)}` : ''}
        </p>
      )}
      <CheckedList checked={run.checked} effects={run.effects} words={words} />
    </li>
  );
}
