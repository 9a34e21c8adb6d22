import { useTranslation } from 'react-i18next';
import { Page } from '../../../ui/page.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { RuleLog } from './rule-log.tsx';
import { useLiveRules } from './rules.api.ts';

/** What all rules did, newest first. */
export function RuleLogPage() {
  const { t } = useTranslation('rules');
  useTitle(t('log.title'));
  useLiveRules();
  return (
    <Page title={t('log.title')} description={t('log.description')} back={<BackLink section="rules" label={t('title')} />}>
      <RuleLog />
    </Page>
  );
}
