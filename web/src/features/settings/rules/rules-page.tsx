import { Button } from '@mantine/core';
import { IconHistory, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Card, Page, Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { EXAMPLES } from './rule-examples.ts';
import { RuleList } from './rule-list.tsx';
import { rulesQuery, useLiveRules } from './rules.api.ts';
import styles from './rules.module.css';

/** What is done by itself: rules in order, and examples to begin with. */
export function RulesPage() {
  const { t } = useTranslation('rules');
  useTitle(t('title'));
  useLiveRules();
  const rules = useQuery(rulesQuery);
  const isEmpty = rules.data?.length === 0;
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          {isEmpty ? null : (
            <Button
              variant="subtle"
              leftSection={<IconHistory size={16} stroke={1.75} />}
              renderRoot={(props) => <Link to="/settings/$section/$item" params={{ section: 'rules', item: 'log' }} {...props} />}
            >
              {t('log.title')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => <Link to="/settings/$section/$item" params={{ section: 'rules', item: 'new' }} {...props} />}
          >
            {t('new')}
          </Button>
        </>
      }
    >
      {rules.isPending ? <SkeletonRows count={3} faces={false} /> : null}
      {rules.isError ? <ErrorState error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {rules.data && !isEmpty ? <RuleList rules={rules.data} /> : null}
      {rules.data ? <Examples isEmpty={isEmpty === true} /> : null}
    </Page>
  );
}

function Examples({ isEmpty }: { readonly isEmpty: boolean }) {
  const { t } = useTranslation('rules');
  return (
    <Section title={t(isEmpty ? 'examples.first' : 'examples.more')} description={t('examples.description')}>
      <Card>
        <ul className={styles.list}>
          {EXAMPLES.map((name) => (
            <li key={name} className={styles.row}>
              <Link to="/settings/$section/$item" params={{ section: 'rules', item: `new-${name}` }} className={styles.rowLink}>
                <span className={styles.rowName}>{t(`examples.${name}.title`)}</span>
                <span className={styles.rowHint}>{t(`examples.${name}.text`)}</span>
              </Link>
              <IconPlus size={16} stroke={1.75} aria-hidden className={styles.add} />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
