import { type Attachment } from '@balie/shared/contracts/files.ts';
import { ActionIcon } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/http.ts';
import { useExplain } from '../../ui/explain.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { notify } from '../../ui/notify.tsx';
import { shortDate } from '../../ui/time-format.ts';
import styles from './attachments.module.css';

type Link = NonNullable<Attachment['link']>;

const works = ({ expiresAt, revokedAt }: Link) => revokedAt === null && Date.parse(expiresAt) > Date.now();

/** A file that the customer fetches: until when, and whether that happened. */
export function LinkState({ link }: { readonly link: Link }) {
  const { t, i18n } = useTranslation('conversation');
  const date = shortDate(Date.parse(link.expiresAt), Date.now(), i18n.language);
  const state = link.revokedAt
    ? t('attachments.link.revoked')
    : t(works(link) ? 'attachments.link.until' : 'attachments.link.ended', { date });
  return (
    <span className={styles.link}>
      {state} · {t('attachments.link.downloads', { count: link.downloads })}
    </span>
  );
}

/** Ends a link that still works. */
export function RevokeLink({ file }: { readonly file: Attachment }) {
  const { t } = useTranslation('conversation');
  const explain = useExplain('conversation');
  const [busy, setBusy] = useState(false);
  if (!file.link || !works(file.link)) return null;
  // The message itself comes back changed, over the socket.
  const revoke = () => {
    setBusy(true);
    send('DELETE', `/api/attachments/${file.id}/link`)
      .catch((error: unknown) => notify.error(explain(error)))
      .finally(() => setBusy(false));
  };
  return (
    <KeyHint label={t('attachments.link.revoke')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        loading={busy}
        aria-label={t('attachments.link.revokeNamed', { name: file.name })}
        onClick={revoke}
      >
        <IconLinkOff size={16} stroke={1.75} />
      </ActionIcon>
    </KeyHint>
  );
}
