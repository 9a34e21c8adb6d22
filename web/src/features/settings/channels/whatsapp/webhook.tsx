import type { WhatsAppSettings } from '@balie/shared/contracts/whatsapp.ts';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/copy-field.tsx';
import { Setting } from '../../../../ui/page.tsx';

/** What is to be entered at Meta, so that messages come in. */
export function Webhook({ webhook }: Pick<WhatsAppSettings, 'webhook'>) {
  const { t } = useTranslation('whatsapp');
  return (
    <>
      <Setting label={t('webhook.url')} hint={t('webhook.urlHint')}>
        <CopyField label={t('webhook.url')} value={webhook.url} />
      </Setting>
      <Setting label={t('webhook.verifyToken')} hint={t('webhook.verifyTokenHint')}>
        <CopyField label={t('webhook.verifyToken')} value={webhook.verifyToken} />
      </Setting>
    </>
  );
}
