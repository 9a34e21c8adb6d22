import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/notice.tsx';

/** Says so where a provider, or a shop's page, cannot reach the address that it is to be given. */
export function LocalAddress({ address }: { readonly address: string }) {
  const { t } = useTranslation('channels');
  return /\bhttp:|\/\/localhost\b/.test(address) ? <Notice tone="warning">{t('localAddress')}</Notice> : null;
}
