import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/copy-field.tsx';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { Card, Setting } from '../../../../ui/page.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { bolSettingsQuery } from './bol.api.ts';
import styles from './bol.module.css';
import { TestQuestion } from './test-question.tsx';
import { Verification } from './verification.tsx';

const LOOK_MS = 2_000;

/** Step 2: what is to be set at bol, with bol's own mail about it shown as soon as it comes. */
export function AtBolStep({ accountId, onDone }: { readonly accountId: string; readonly onDone: () => void }) {
  const { t } = useTranslation('bol');
  const settings = useQuery({ ...bolSettingsQuery(accountId), refetchInterval: LOOK_MS });
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <SkeletonText lines={5} />;
  return (
    <div className={styles.lines}>
      <TestQuestion settings={settings.data} />
      <ol className={styles.list}>
        {(['open', 'address', 'confirm'] as const).map((step) => (
          <li key={step}>
            <Trans t={t} i18nKey={`atBol.${step}`} components={{ b: <strong /> }} />
          </li>
        ))}
      </ol>
      <Card>
        <Setting label={t('atBol.label')} hint={t('atBol.hint')}>
          <CopyField label={t('atBol.label')} value={settings.data.contactAddress} />
        </Setting>
      </Card>
      <Verification settings={settings.data} waits />
      <div className={styles.actions}>
        <Button size="md" variant={settings.data.verification ? 'filled' : 'default'} onClick={onDone}>
          {t(settings.data.verification ? 'next' : 'atBol.done')}
        </Button>
      </div>
    </div>
  );
}
