import { Button } from '@mantine/core';
import { IconHistory, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { Row, RowHint, RowLink, Rows } from '../editing/rows.tsx';
import { EXAMPLES } from './rule-examples.ts';
import { RuleList } from './rule-list.tsx';
import { rulesQuery, useLiveRules } from './rules.api.ts';

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
      <Rows>
        {EXAMPLES.map((name) => (
          <Row key={name}>
            <RowLink section="rules" item={`new-${name}`} name={t(`examples.${name}.title`)}>
              <RowHint>{t(`examples.${name}.text`)}</RowHint>
            </RowLink>
            <IconPlus size={16} stroke={1.75} aria-hidden />
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
