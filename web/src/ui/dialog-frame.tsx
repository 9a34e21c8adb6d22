import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Loaded at the first dialog; see `Dialog`. */
export function DialogFrame(props: ModalProps) {
  const { t } = useTranslation('ui');
  return <Modal centered closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}
