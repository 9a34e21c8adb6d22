import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useAgents, useChannelName } from '../../lib/tickets/names.ts';
import { usePresentColleagues } from '../../lib/tickets/presence.ts';
import { ChannelIcon, PriorityIcon } from '../../lib/tickets/status-icon.tsx';
import { isUnread } from '../../lib/tickets/ticket-queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { LastWords } from './last-words.tsx';
import { RowTime } from './row-time.tsx';
import styles from './ticket-row.module.css';
import type { ListRow } from './use-ticket-list.ts';

export interface RowProps {
  readonly row: ListRow;
  readonly href: string;
  /** Stands in the conversation beside the list. */
  readonly open: boolean;
  readonly chosen: boolean;
  /** No longer belongs to this list. */
  readonly left: boolean;
  readonly shopName: string | undefined;
  readonly compact: boolean;
  onOpen(row: ListRow): void;
  onLookAt(id: string): void;
  onToggle(id: string, extend: boolean): void;
}

/** One ticket: who, about what, the last words, how long it waits, and whose it is. */
export const TicketRow = memo(function TicketRow({
  row,
  href,
  open,
  chosen,
  left,
  shopName,
  compact,
  onOpen,
  onLookAt,
  onToggle,
}: RowProps) {
  const { t } = useTranslation('ticket-list');
  const me = useMe();
  const agents = useAgents();
  const channelName = useChannelName();
  const colleagues = usePresentColleagues(row.id, me.agent.id);
  const unread = isUnread(row);
  const name = row.contact.name || row.contact.address;
  const subject = row.subject || t('tickets:noSubject');
  const assignee = row.assigneeId ? agents.get(row.assigneeId) : undefined;

  const click = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (event.shiftKey) onToggle(row.id, true);
    else onOpen(row);
  };
  return (
    <div
      className={styles.row}
      data-open={open || undefined}
      data-chosen={chosen || undefined}
      data-left={left || undefined}
      data-compact={compact || undefined}
    >
      <a
        href={href}
        className={styles.link}
        aria-current={open ? 'true' : undefined}
        data-unread={unread || undefined}
        onClick={click}
        onPointerEnter={() => onLookAt(row.id)}
      >
        {unread ? (
          <span className={styles.dot}>
            <VisuallyHidden>{t('unread')}</VisuallyHidden>
          </span>
        ) : null}
        <span className={styles.face}>
          <Avatar name={name} seed={row.contact.id} size={28} />
        </span>
        <span className={styles.line}>
          <span className={styles.name}>{name}</span>
          {shopName ? <span className={styles.shop}>{shopName}</span> : null}
          <RowTime row={row} />
        </span>
        <span className={styles.line}>
          <span className={styles.subject}>{subject}</span>
          {compact ? <LastWords row={row} left={left} colleagues={colleagues} /> : null}
          <span className={styles.marks}>
            {row.hasFailedDelivery ? (
              <Tooltip label={t('failedDelivery')}>
                <span className={styles.failed}>
                  <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
                  <VisuallyHidden>{t('failedDelivery')}</VisuallyHidden>
                </span>
              </Tooltip>
            ) : null}
            {row.priority === 'normal' ? null : (
              <Tooltip label={t('priority', { priority: t(`tickets:priority.${row.priority}`).toLocaleLowerCase() })}>
                <span className={styles.mark}>
                  <PriorityIcon priority={row.priority} size={15} />
                  <VisuallyHidden>{t(`tickets:priority.${row.priority}`)}</VisuallyHidden>
                </span>
              </Tooltip>
            )}
            {colleagues.map(({ agentId }) => {
              const who = agents.get(agentId)?.name ?? t('tickets:someone');
              return (
                <Tooltip key={agentId} label={t('here', { name: who })}>
                  <span className={styles.here}>
                    <Avatar name={who} seed={agentId} picture={agents.get(agentId)?.picture} size={18} />
                    <VisuallyHidden>{t('here', { name: who })}</VisuallyHidden>
                  </span>
                </Tooltip>
              );
            })}
            {assignee ? (
              <Tooltip label={t('assignedTo', { name: assignee.name })}>
                <span className={styles.mark}>
                  <Avatar name={assignee.name} seed={assignee.id} picture={assignee.picture} size={18} />
                  <VisuallyHidden>{t('assignedTo', { name: assignee.name })}</VisuallyHidden>
                </span>
              </Tooltip>
            ) : null}
          </span>
        </span>
        {compact ? null : (
          <span className={styles.line}>
            <span className={styles.channel}>
              <ChannelIcon kind={row.channelKind} size={14} />
              <VisuallyHidden>{channelName(row.channelKind)}</VisuallyHidden>
            </span>
            <LastWords row={row} left={left} colleagues={colleagues} />
            <Tags tags={row.tags} />
          </span>
        )}
      </a>
      <label className={styles.choose}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={chosen}
          onChange={() => undefined}
          onClick={(event) => onToggle(row.id, event.shiftKey)}
          aria-label={t('choose', { name, subject })}
        />
      </label>
    </div>
  );
});

/** Characters that fit beside the last words. */
const TAG_ROOM = 17;

function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  const fitting = `${tags[0]}${tags[1]}`.length <= TAG_ROOM ? 2 : 1;
  return (
    <span className={styles.tags}>
      {tags.slice(0, fitting).map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      {tags.length > fitting ? (
        <span className={styles.more} title={tags.slice(fitting).join(', ')}>
          +{tags.length - fitting}
        </span>
      ) : null}
    </span>
  );
}
