import { IconArrowBackUp, IconNote } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCallWords } from '../../lib/tickets/call-words.ts';
import { useAgents } from '../../lib/tickets/names.ts';
import type { Present } from '../../lib/tickets/presence.ts';
import styles from './last-words.module.css';
import { Snippet } from './snippet.tsx';
import type { ListRow } from './use-ticket-list.ts';

interface LastWordsProps {
  readonly row: ListRow;
  readonly left: boolean;
  readonly colleagues: readonly Present[];
}

/** The newest words of a conversation, or what matters more just now: where it went, who types, a draft of one's own. */
export function LastWords({ row, left, colleagues }: LastWordsProps) {
  const { t } = useTranslation('ticket-list');
  const agents = useAgents();
  const words = useCallWords();
  const typing = colleagues.find(({ state }) => state === 'typing');
  if (left) return <span className={styles.words}>{t('left', { status: t(`tickets:status.${row.status}`).toLocaleLowerCase() })}</span>;
  if (row.snippet !== undefined) {
    return (
      <span className={styles.words}>
        <Snippet text={row.snippet || words.preview(row.preview)} />
      </span>
    );
  }
  if (typing) {
    const name = agents.get(typing.agentId)?.name.split(' ')[0] ?? t('tickets:someone');
    return <span className={`${styles.words} ${styles.typing}`}>{t('typing', { name })}</span>;
  }
  const Icon = row.lastDirection === 'outbound' ? IconArrowBackUp : row.lastDirection === 'note' ? IconNote : undefined;
  return (
    <span className={styles.words}>
      {row.hasDraft ? <span className={styles.draft}>{t('draft')}</span> : null}
      {Icon ? <Icon size={13} stroke={1.75} className={styles.direction} aria-label={t(`direction.${row.lastDirection}`)} /> : null}
      {words.preview(row.preview)}
    </span>
  );
}
