import { type Message, message as messageSchema } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconHelpCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../../lib/http.ts';
import { useAllowed } from '../../lib/me.ts';
import { useChannelName } from '../../lib/tickets/names.ts';
import { changeDetail } from '../../lib/tickets/ticket-cache.ts';
import { withMessage, withoutItem } from '../../lib/tickets/timeline-data.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import styles from './message-notices.module.css';

/** Of a mail that comes from a marketplace and was not understood, or that only pretends to come from there. */
export function MarketplaceNotice({ message }: { readonly message: Message }) {
  const { t } = useTranslation('conversation');
  const channelName = useChannelName();
  const explain = useExplain('conversation');
  const mayTeach = useAllowed('conversations:manage');
  const mayLeave = useAllowed('tickets:update');
  const leave = useMutation({
    mutationFn: () => sendJson('POST', messageSchema, `/api/messages/${message.id}/leave`),
    onSuccess: (left) => changeDetail(message.ticketId, (held) => withMessage(withoutItem(held, message.id), left)),
    onError: (error) => notify.error(explain(error)),
  });
  const facts = message.marketplace;
  if (facts?.recognised !== 'unrecognised' && facts?.recognised !== 'suspicious') return null;
  const name = channelName(facts.channel);
  const suspicious = facts.recognised === 'suspicious';
  const Icon = suspicious ? IconAlertTriangle : IconHelpCircle;
  return (
    <div className={styles.notice} data-roomy data-tone={suspicious ? 'careful' : undefined}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className={styles.words}>{t(suspicious ? 'marketplace.suspicious' : 'marketplace.unrecognised', { name })}</span>
      {mayTeach && !suspicious ? (
        <Button
          size="compact-xs"
          variant="subtle"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/settings/$section/$item"
              params={{ section: 'channels', item: `${facts.channel}-patterns` }}
              hash={message.id}
            />
          )}
        >
          {t('marketplace.teach')}
        </Button>
      ) : null}
      {mayLeave ? (
        <Button size="compact-xs" variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('marketplace.leave')}
        </Button>
      ) : null}
    </div>
  );
}
