import type { ChatSettings } from '@balie/shared/contracts/chat-desk.ts';
import { IconWorldCheck } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/copy-field.tsx';
import { Arrival } from '../arrival.tsx';
import styles from '../email/email.module.css';
import { LocalAddress } from '../local-address.tsx';
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
      <LocalAddress address={snippet} />
      <CopyField label={t('snippet.label')} value={snippet} />
      <Arrival
        waiting={t('snippet.waiting', { domain: look.domains[0] })}
        arrived={seen ? { icon: <IconWorldCheck size={20} stroke={1.75} aria-hidden />, words: t('snippet.seen') } : undefined}
      />
    </div>
  );
}
