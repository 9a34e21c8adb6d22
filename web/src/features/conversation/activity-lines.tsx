import type { Activity } from '@balie/shared/contracts/tickets.ts';
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './activity-lines.module.css';
import { useActivityWords } from './use-activity-words.ts';

const other = z.object({ number: z.number() });

/** Everything that happened between two messages, folded to its last line. */
export function ActivityLines({ activities }: { readonly activities: readonly Activity[] }) {
  const { t } = useTranslation('conversation');
  const [open, setOpen] = useState(false);
  const words = useActivityWords();
  const last = activities.at(-1);
  if (!last) return null;
  const others = activities.length - 1;
  const shown = open ? activities : [last];
  return (
    <div className={styles.lines}>
      {shown.map((activity) => (
        <p key={activity.id} className={styles.line}>
          <span className={styles.words}>{words(activity)}</span>
          <OtherTicket activity={activity} />
          {activity.type === 'rule_fired' ? <WhyRule /> : null}
          {others > 0 && !open ? (
            <UnstyledButton className={styles.more} onClick={() => setOpen(true)} aria-expanded={false}>
              {t('more', { count: others })}
            </UnstyledButton>
          ) : null}
          <RelativeTime at={activity.createdAt} className={styles.time} />
        </p>
      ))}
      {open ? (
        <UnstyledButton className={styles.more} onClick={() => setOpen(false)} aria-expanded>
          {t('less')}
        </UnstyledButton>
      ) : null}
    </div>
  );
}

/** Opens the log of rules for this ticket. */
function WhyRule() {
  const { t } = useTranslation('conversation');
  const { explainRules } = useTicketActions();
  return explainRules ? (
    <UnstyledButton className={styles.more} onClick={explainRules}>
      {t('whyRule')}
    </UnstyledButton>
  ) : null;
}

/** The ticket that another one came from or went to. */
function OtherTicket({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation('conversation');
  const actions = useTicketActions();
  const ticket = other.safeParse(activity.data).data;
  if (!ticket) return null;
  return (
    <UnstyledButton className={styles.more} aria-label={t('openTicket', ticket)} onClick={() => actions.open(ticket)}>
      #{ticket.number}
    </UnstyledButton>
  );
}
