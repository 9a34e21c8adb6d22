import type { OwnNorm } from '@balie/shared/contracts/norms.ts';
import { Button, Switch } from '@mantine/core';
import { IconChevronRight, IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { writeDuration } from '../../../lib/deadlines/duration-text.ts';
import { normSettingsQuery, ownNormsQuery, saveNormSettings, useLiveNorms } from '../../../lib/norms/norms.api.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { Row, RowHint, RowLink, Rows } from '../editing/rows.tsx';
import { MarketList } from './market-list.tsx';

/** Own norms, and who is told of norms in danger. */
export function NormsSettingsPage() {
  const { t } = useTranslation('norms');
  useTitle(t('settings.title'));
  useLiveNorms();
  return (
    <Page title={t('settings.title')} description={t('settings.description')}>
      <NormList />
      <MarketList />
      <Section>
        <Card>
          <MailSetting />
        </Card>
      </Section>
    </Page>
  );
}

function NormList() {
  const { t } = useTranslation('norms');
  const norms = useQuery(ownNormsQuery);
  const none = norms.data?.length === 0;
  const add = (
    <Button
      variant={none ? 'filled' : 'default'}
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/settings/$section/$item" params={{ section: 'norms', item: 'new' }} {...props} />}
    >
      {t('settings.new')}
    </Button>
  );
  return (
    <Section title={t('settings.list')} description={t('settings.listText')} actions={none ? null : add}>
      {norms.isPending ? <SkeletonRows count={2} faces={false} /> : null}
      {norms.isError ? <ErrorState error={norms.error} onRetry={() => void norms.refetch()} /> : null}
      {none ? (
        <EmptyState
          icon={<IconTargetArrow size={32} stroke={1.5} />}
          title={t('settings.none')}
          text={t('settings.noneText')}
          action={add}
        />
      ) : null}
      {norms.data && norms.data.length > 0 ? (
        <Rows>
          {norms.data.map((norm) => (
            <NormRow key={norm.id} norm={norm} />
          ))}
        </Rows>
      ) : null}
    </Section>
  );
}

function NormRow({ norm }: { readonly norm: OwnNorm }) {
  const { t, i18n } = useTranslation('norms');
  const share = norm.threshold.toLocaleString(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  const within = norm.seconds === null ? '' : writeDuration(norm.seconds, t('hour'));
  const measure = t(norm.seconds === null ? `measures.${norm.metric}_ever` : `measures.${norm.metric}`, { within });
  return (
    <Row isOff={!norm.active}>
      <RowLink section="norms" item={norm.id} name={norm.name} badge={norm.active ? undefined : t('settings.off')}>
        <RowHint>{[measure, t('least', { value: share }), t(`windows.${norm.window}`)].join(' · ')}</RowHint>
      </RowLink>
      <IconChevronRight size={16} aria-hidden />
    </Row>
  );
}

function MailSetting() {
  const { t } = useTranslation('norms');
  const explain = useExplain('norms');
  const settings = useQuery(normSettingsQuery);
  const save = useMutation({ mutationFn: saveNormSettings, onError: (error) => notify.error(explain(error)) });
  const mail = save.isPending ? save.variables.mail : (settings.data?.mail ?? true);
  return (
    <Setting label={t('settings.mail')} hint={t('settings.mailHint')}>
      <Switch
        aria-label={t('settings.mailLabel')}
        checked={mail}
        disabled={!settings.data}
        onChange={(event) => save.mutate({ mail: event.currentTarget.checked })}
      />
    </Setting>
  );
}
