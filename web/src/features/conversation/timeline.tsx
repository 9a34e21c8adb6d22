import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { UnstyledButton } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useChannels } from '../../lib/tickets/names.ts';
import { useSteadyScroll } from '../../ui/use-steady-scroll.ts';
import { ActivityLines } from './activity-lines.tsx';
import { CallCard } from './call-card.tsx';
import { MessageCard } from './message-card.tsx';
import type { MessageAbilities } from './message-tools.tsx';
import { OlderMessages } from './older-messages.tsx';
import styles from './timeline.module.css';
import { firstUnread, timelineBlocks } from './timeline-blocks.ts';
import { useMarkRead } from './use-mark-read.ts';

const NOTHING: MessageAbilities = { quotes: false, reactions: false };

/** What the channel of the ticket can do with a single message; the same object as long as that is so. */
function useAbilities({ ticket }: TicketDetail): MessageAbilities {
  const { quotes = false, reactions = false } = useChannels().get(ticket.channelAccountId)?.capabilities ?? {};
  return useMemo(() => ({ quotes, reactions }), [quotes, reactions]);
}

/** The exchange of letters, newest at the bottom, opened where reading was left. Mounted anew for every ticket. */
export function Timeline({ detail }: { readonly detail: TicketDetail }) {
  const { t } = useTranslation('conversation');
  const me = useMe();
  const scroller = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const { items, olderCursor } = detail.timeline;
  const blocks = useMemo(() => timelineBlocks(items), [items]);
  // Stays where it was while the ticket is open, though it is read by then.
  const [newFrom] = useState(() => firstUnread(items, detail.ticket.readAt));
  // Something has to stay behind.
  const splittable =
    olderCursor !== null || items.filter((item) => item.kind === 'message' && item.message.direction !== 'note').length > 1;
  const abilities = useAbilities(detail);
  const newestInbound = items.findLast((item) => item.kind === 'message' && item.message.direction === 'inbound');
  const newestId = newestInbound?.kind === 'message' ? newestInbound.message.id : undefined;
  const { atEnd, toEnd, toItem } = useSteadyScroll(scroller, column, blocks);
  useMarkRead(scroller, detail);

  useLayoutEffect(() => {
    if (newFrom) toItem(newFrom);
    else toEnd();
  }, [newFrom, toItem, toEnd]);

  const last = items.findLast(({ kind }) => kind === 'message');
  const lastMessage = last?.kind === 'message' ? last.message : undefined;
  const [seenUpTo, setSeenUpTo] = useState(lastMessage?.createdAt ?? '');
  // What this agent wrote is what this agent looks for.
  const lastOwn = lastMessage?.author.agentId === me.agent.id ? lastMessage.id : undefined;
  const firstOwn = useRef(lastOwn);
  useEffect(() => {
    if (lastOwn && lastOwn !== firstOwn.current) toEnd();
    firstOwn.current = lastOwn;
  }, [lastOwn, toEnd]);
  useEffect(() => {
    if (atEnd && lastMessage) setSeenUpTo(lastMessage.createdAt);
  }, [atEnd, lastMessage]);
  const unseen = !atEnd && lastMessage !== undefined && lastMessage.createdAt > seenUpTo;

  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls has to be reachable by keyboard */}
      <section ref={scroller} className={styles.scroller} data-conversation tabIndex={0} aria-label={t('timeline')}>
        <div ref={column} className={styles.column} role="log" aria-live="off">
          {olderCursor ? <OlderMessages ticketId={detail.ticket.id} cursor={olderCursor} scroller={scroller} /> : null}
          {blocks.map((block, index) => (
            <Fragment key={block.id}>
              {block.id === newFrom && (index > 0 || olderCursor) ? (
                <div className={styles.newFrom}>
                  <span>{t('newFrom')}</span>
                </div>
              ) : null}
              <div data-item={block.id} className={styles.item}>
                {block.kind === 'message' ? (
                  block.message.call ? (
                    <CallCard message={block.message} call={block.message.call} />
                  ) : (
                    <MessageCard
                      message={block.message}
                      ticketNumber={detail.ticket.number}
                      splittable={splittable}
                      can={block.message.channelKind === detail.ticket.channelKind ? abilities : NOTHING}
                      isNewest={block.id === newestId}
                    />
                  )
                ) : (
                  <ActivityLines activities={block.activities} />
                )}
              </div>
            </Fragment>
          ))}
        </div>
      </section>
      {atEnd ? null : (
        <UnstyledButton
          className={styles.toEnd}
          data-new={unseen || undefined}
          onClick={toEnd}
          aria-label={t(unseen ? 'newBelow' : 'toEnd')}
        >
          {unseen ? t('newBelow') : null}
          <IconArrowDown size={16} stroke={1.75} aria-hidden />
        </UnstyledButton>
      )}
    </div>
  );
}
