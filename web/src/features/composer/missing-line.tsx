import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../ui/file-size.ts';
import styles from './composer.module.css';
import type { KeptDraft } from './draft-keeper.ts';
import type { Missing } from './missing.ts';

interface MissingLineProps {
  readonly missing: Missing | undefined;
  readonly saving: KeptDraft['saving'];
}

/** Beside the button: what stands in the way, or that the draft could not be kept. */
export function MissingLine({ missing, saving }: MissingLineProps) {
  const { t, i18n } = useTranslation('composer');
  if (!missing) {
    return saving === 'failed' ? (
      <span className={styles.missing} data-tone="quiet" role="status">
        {t('draftNotSaved')}
      </span>
    ) : null;
  }
  const values = {
    address: 'address' in missing ? missing.address : '',
    status: 'status' in missing ? t(`tickets:status.${missing.status}`).toLocaleLowerCase() : '',
    name: missing.what === 'gap' ? t(`gap.${missing.name.replace('.', '_')}`) : 'name' in missing ? missing.name : '',
    types: 'types' in missing ? missing.types : '',
    max: 'maxBytes' in missing ? fileSize(missing.maxBytes, i18n.language) : '',
  };
  return (
    <span className={styles.missing} role="status">
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      {t(`missing.${missing.what}`, values)}
    </span>
  );
}
