import type { PhoneSettings } from '@balie/shared/contracts/phone.ts';
import { Trans, useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/copy-field.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { LocalAddress } from '../local-address.tsx';
import styles from './phone.module.css';

interface WebhookProps {
  readonly settings: PhoneSettings;
  /** Made just now, and shown this once. */
  readonly secret: string | null;
}

/** The address that the provider calls, the secret it signs with, and where both are to be entered. */
export function Webhook({ settings, secret }: WebhookProps) {
  const { t } = useTranslation('phone');
  return (
    <div className={styles.webhook}>
      <p className={styles.sentence}>
        <Trans t={t} i18nKey={`webhook.${settings.provider}`} components={{ b: <strong />, code: <code /> }} />
      </p>
      <LocalAddress address={settings.webhookUrl} />
      <div>
        <p className={styles.label}>{t('webhook.address')}</p>
        <CopyField label={t('webhook.address')} value={settings.webhookUrl} />
        <p className={styles.soft}>{t(settings.signed ? 'webhook.addressHint' : 'webhook.addressSecret')}</p>
      </div>
      {secret ? (
        <div>
          <p className={styles.label}>{t('webhook.secret')}</p>
          <CopyField label={t('webhook.secret')} value={secret} />
          <div className={styles.once}>
            <Notice tone="warning">{t('webhook.once')}</Notice>
          </div>
        </div>
      ) : null}
    </div>
  );
}
