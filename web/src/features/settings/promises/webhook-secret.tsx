import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../../lib/me.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { webhookSecretQuery } from './promises.api.ts';
import styles from './promises.module.css';

/** With which the receiver knows that it was us. */
export function WebhookSecret() {
  const { t } = useTranslation('promises');
  const mayRead = useAllowed('organisation:manage');
  const secret = useQuery({ ...webhookSecretQuery, enabled: mayRead }).data;
  return (
    <div className={styles.secret}>
      <p className={styles.hint}>{t(mayRead ? 'steps.secretHint' : 'steps.secretAsk')}</p>
      {secret ? <CopyField label={t('steps.secret')} value={secret} /> : null}
    </div>
  );
}
