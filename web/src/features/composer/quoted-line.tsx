import type { Message } from '@balie/shared/contracts/tickets.ts';
import { ActionIcon } from '@mantine/core';
import { IconCornerUpLeft, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { endQuote } from '../../lib/tickets/quoting.ts';
import styles from './composer.module.css';

/** The message that this answer refers to, above the words; taken away by a click. */
export function QuotedLine({ message }: { readonly message: Message }) {
  const { t } = useTranslation('composer');
  return (
    <div className={styles.quoted}>
      <IconCornerUpLeft size={15} stroke={1.75} aria-hidden />
      <span className={styles.quotedWords}>
        <strong>{message.author.name || message.author.address}</strong> {message.text || t('quotedFile')}
      </span>
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('noQuote')} onClick={() => endQuote(message.ticketId)}>
        <IconX size={15} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}
