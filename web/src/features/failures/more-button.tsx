import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function MoreButton({ onMore }: { readonly onMore: () => void }) {
  const { t } = useTranslation('failures');
  return (
    <Button variant="subtle" color="gray" onClick={onMore}>
      {t('more')}
    </Button>
  );
}
