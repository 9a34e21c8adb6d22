import type { FailedMessage } from '@balie/shared/contracts/failed-messages.ts';
import { Button, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconRefresh, IconTrash } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useReason } from '../../lib/reasons/use-reason.ts';
import { fileSize } from '../../ui/file-size.ts';
import { Section } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './failures.module.css';
import { MoreButton } from './more-button.tsx';
import { useFailedMessageActions } from './use-failed-message-actions.ts';

interface FailedMessagesProps {
  readonly items: readonly FailedMessage[];
  readonly onMore: (() => void) | undefined;
}

/** Messages that did not become part of a ticket. Their originals are kept. */
export function FailedMessages({ items, onMore }: FailedMessagesProps) {
  const { t } = useTranslation('failures');
  const manages = useAllowed('failed-messages:manage');
  const actions = useFailedMessageActions();
  return (
    <Section
      title={t('messages.title')}
      description={t('messages.description')}
      actions={
        manages && items.length > 1 ? (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            loading={actions.retryAll.isPending}
            onClick={() => actions.retryAll.mutate()}
          >
            {t('messages.retryAll')}
          </Button>
        ) : null
      }
    >
      <ul className={styles.list}>
        {items.map((message) => (
          <FailedMessageRow key={message.id} message={message} manages={manages} actions={actions} />
        ))}
      </ul>
      {onMore ? <MoreButton onMore={onMore} /> : null}
    </Section>
  );
}

interface FailedMessageRowProps {
  readonly message: FailedMessage;
  readonly manages: boolean;
  readonly actions: ReturnType<typeof useFailedMessageActions>;
}

function FailedMessageRow({ message, manages, actions }: FailedMessageRowProps) {
  const { t, i18n } = useTranslation('failures');
  const inWords = useReason();
  const summary = message.summary || t('messages.unreadable');
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <div className={styles.summary}>{summary}</div>
        <div className={styles.reason}>{inWords(message.reason)}</div>
        <div className={styles.facts}>
          <Trans
            t={t}
            i18nKey="messages.facts"
            values={{ channel: message.channelName, size: fileSize(message.sizeBytes, i18n.language) }}
            components={{ time: <RelativeTime at={message.receivedAt} style="long" /> }}
          />
          {message.attempts > 1 ? ` · ${t('messages.attempts', { count: message.attempts })}` : null}
        </div>
      </div>
      <div className={styles.verbs}>
        {manages ? (
          <Button variant="default" size="compact-sm" onClick={() => actions.retry.mutate(message)}>
            {t('retry')}
          </Button>
        ) : null}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="subtle" color="gray" size="compact-sm" px={6} aria-label={t('messages.more', { summary })}>
              <IconDots size={18} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={`/api/failed-messages/${message.id}/raw`}
              download
              leftSection={<IconDownload size={16} stroke={1.75} />}
            >
              {t('messages.download')}
            </Menu.Item>
            {manages ? (
              <Menu.Item leftSection={<IconTrash size={16} stroke={1.75} />} onClick={() => void actions.discard(message)}>
                {t('messages.discard')}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
