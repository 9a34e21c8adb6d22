import type { ChatSettings } from '@balie/shared/contracts/chat-desk.ts';
import { IconWorldCheck } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/copy-field.tsx';
import styles from '../email/email.module.css';
import own from './chat.module.css';

/** The line for the shop's pages, and whether one of them has loaded the chat. */
export function Snippet({ settings }: { readonly settings: ChatSettings }) {
  const { t } = useTranslation('chat');
  const { snippet, seen, look } = settings;
  return (
    <div className={own.snippet}>
      <p className={styles.sentence}>
        <Trans t={t} i18nKey="snippet.how" components={{ code: <code /> }} />
      </p>
      <CopyField label={t('snippet.label')} value={snippet} />
      <div role="status" className={styles.arrival} data-arrived={seen}>
        {seen ? (
          <>
            <IconWorldCheck size={20} stroke={1.75} className={styles.good} aria-hidden />
            <div className={styles.words}>{t('snippet.seen')}</div>
          </>
        ) : (
          <>
            <span className={styles.waiting} aria-hidden />
            <div className={styles.words}>{t('snippet.waiting', { domain: look.domains[0] })}</div>
          </>
        )}
      </div>
    </div>
  );
}
