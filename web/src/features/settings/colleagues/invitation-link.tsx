import type { InvitationWithLink } from '@balie/shared/contracts/people.ts';
import { Button } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import styles from './colleagues.module.css';

/** The link, shown once; says whether mail carried it too. */
export function InvitationLink({ invitation, onClose }: { readonly invitation: InvitationWithLink; readonly onClose: () => void }) {
  const { t } = useTranslation('colleagues');
  return (
    <div className={styles.done}>
      <Notice tone={invitation.mailed ? 'success' : 'warning'} live>
        {t(invitation.mailed ? 'mailed' : 'notMailed', { email: invitation.email })}
      </Notice>
      <CopyField label={t('link')} value={invitation.link} />
      <p className={styles.soft}>
        <Trans t={t} i18nKey="linkHint" components={{ time: <RelativeTime at={invitation.expiresAt} style="long" /> }} />
      </p>
      <div className={styles.actions}>
        <Button onClick={onClose}>{t('done')}</Button>
      </div>
    </div>
  );
}
