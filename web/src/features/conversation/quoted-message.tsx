import type { Message } from '@balie/shared/contracts/tickets.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './message-tools.module.css';

/** What a message refers to; a click goes there, where it is on screen. */
export function QuotedMessage({ quoted }: { readonly quoted: NonNullable<Message['quoted']> }) {
  const { t } = useTranslation('conversation');
  const name = quoted.name || t('tickets:someone');
  const go = () => {
    const there = document.querySelector(`[data-item="${quoted.messageId}"]`);
    there?.scrollIntoView({ block: 'center' });
  };
  return (
    <UnstyledButton className={styles.quoted} onClick={go} aria-label={t('quote.of', { name, text: quoted.text })}>
      <strong>{name}</strong>
      <span className={styles.quotedWords}>{quoted.text || t('quote.file')}</span>
    </UnstyledButton>
  );
}
