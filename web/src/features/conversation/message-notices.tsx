import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { IconCornerUpRight, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './message-notices.module.css';

interface MessageNoticesProps {
  readonly message: Message;
  /** Gives the message a ticket of its own; absent where that cannot be done. */
  readonly onSplit: (() => void) | undefined;
}

/** What is unusual about a message: who passed it on, that its writer is new here, that it is about something else. */
export function MessageNotices({ message, onSplit }: MessageNoticesProps) {
  const { t } = useTranslation('conversation');
  const { forwardedBy, fromStranger, newSubject } = message;
  return (
    <>
      {forwardedBy ? (
        <p className={styles.notice} title={forwardedBy.address}>
          <IconCornerUpRight size={14} stroke={1.75} aria-hidden />
          {t('notice.forwarded', { by: forwardedBy.name || forwardedBy.address })}
        </p>
      ) : null}
      {fromStranger || newSubject ? (
        <div className={styles.notice} data-tone={fromStranger ? 'careful' : undefined}>
          <IconUserQuestion size={14} stroke={1.75} aria-hidden />
          <span className={styles.words}>
            {fromStranger
              ? t('notice.stranger', { address: message.author.address })
              : t('notice.newSubject', { subject: message.subject })}
          </span>
          {onSplit ? (
            <Button size="compact-xs" variant="subtle" onClick={onSplit}>
              {t('notice.split')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
