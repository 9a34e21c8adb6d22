import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLock, IconTemplate } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useMe } from '../../lib/me.ts';
import { templateTitle } from '../../lib/templates/template-suggestions.ts';
import { useAgents } from '../../lib/tickets/names.ts';
import { ChannelIcon } from '../../lib/tickets/status-icon.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Attachments } from './attachments.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import { FoldedMessage } from './folded-message.tsx';
import { LeftOut } from './left-out.tsx';
import { MarketplaceNotice } from './marketplace-notice.tsx';
import { MessageBody } from './message-body.tsx';
import styles from './message-card.module.css';
import { MessageNotices } from './message-notices.tsx';
import toolStyles from './message-tools.module.css';
import { type MessageAbilities, MessageTools, Reactions } from './message-tools.tsx';
import { QuotedMessage } from './quoted-message.tsx';
import { useMoveMessages } from './use-move-messages.ts';

interface MessageCardProps {
  readonly message: Message;
  /** The ticket it stands in. */
  readonly ticketNumber: number;
  /** It can be given a ticket of its own: others stay. */
  readonly splittable: boolean;
  /** What its channel can do with a single message. */
  readonly can: MessageAbilities;
  /** The customer's newest. */
  readonly isNewest: boolean;
}

/** One letter of the exchange: from the customer, from the team, or a note among colleagues. */
export const MessageCard = memo(function MessageCard({ message, ticketNumber, splittable, can, isNewest }: MessageCardProps) {
  const { t } = useTranslation('conversation');
  const [details, setDetails] = useState(false);
  const agents = useAgents();
  const me = useMe();
  const mayReply = useAllowed('tickets:reply');
  const mayChange = useAllowed('tickets:update');
  const { split } = useMoveMessages();
  const { author, direction } = message;
  const writer = author.agentId ? agents.get(author.agentId) : undefined;
  const name = writer?.name ?? (author.name || author.address || t('tickets:someone'));
  const note = direction === 'note';
  const onSplit =
    mayChange && splittable && direction === 'inbound' && message.nature !== 'bounce'
      ? () => split({ id: message.ticketId, number: ticketNumber }, [message.id])
      : undefined;
  const isMail = message.to.length > 0 || message.from !== null;
  const content = (
    <>
      {message.quoted ? <QuotedMessage quoted={message.quoted} /> : null}
      {message.template ? <TemplateLabel name={message.template.name} /> : null}
      <MessageBody message={message} />
      <Attachments attachments={message.attachments} mayReply={mayReply} />
      <LeftOut files={message.leftOut} />
    </>
  );
  return (
    <article
      className={styles.card}
      data-direction={direction}
      data-wide={(direction === 'inbound' && message.html !== '') || undefined}
      data-tools={(mayReply && (can.quotes || can.reactions)) || undefined}
      data-undone={message.delivery.state === 'undone' || undefined}
      aria-label={t(`card.${direction}`, { name })}
    >
      <header className={styles.header}>
        <Avatar name={name} seed={author.agentId ?? author.contactId ?? name} picture={writer?.picture} size={26} />
        <span className={styles.name}>{author.agentId === me.agent.id ? t('me', { name }) : name}</span>
        {note ? (
          <span className={styles.private}>
            <IconLock size={13} stroke={1.75} aria-hidden />
            {t('onlyTeam')}
          </span>
        ) : null}
        {message.nature === 'personal' ? null : <span className={styles.nature}>{t(`nature.${message.nature}`)}</span>}
        {isMail ? (
          <UnstyledButton
            className={styles.to}
            aria-expanded={details}
            aria-label={t('to', { whom: whomOf(message.to, t('nobodyThere')) })}
            onClick={() => setDetails(!details)}
          >
            <span className={styles.toWords}>{t('to', { whom: whomOf(message.to, t('nobodyThere')) })}</span>
            <IconChevronDown size={13} stroke={1.75} className={styles.chevron} aria-hidden />
          </UnstyledButton>
        ) : null}
        <span className={styles.when}>
          {mayReply && !note && (can.quotes || can.reactions) ? <MessageTools message={message} can={can} isNewest={isNewest} /> : null}
          {message.channelKind ? <ChannelIcon kind={message.channelKind} size={14} /> : null}
          <RelativeTime at={message.createdAt} />
        </span>
      </header>
      {details ? <Details message={message} onSplit={onSplit} /> : null}
      <div className={styles.body}>
        <MessageNotices message={message} onSplit={onSplit} />
        <MarketplaceNotice message={message} />
        {message.nature === 'bounce' ? <FoldedMessage>{content}</FoldedMessage> : content}
        <Reactions message={message} mayReply={mayReply} />
        {direction === 'outbound' ? <DeliveryLine message={message} mayReply={mayReply} /> : null}
      </div>
    </article>
  );
});

function TemplateLabel({ name }: { readonly name: string }) {
  const { t } = useTranslation('conversation');
  return (
    <span className={toolStyles.template}>
      <IconTemplate size={14} stroke={1.75} aria-hidden />
      {t('template', { name: templateTitle(name) })}
    </span>
  );
}

function whomOf(addresses: readonly MailAddress[], nobody: string): string {
  const [first] = addresses;
  if (!first) return nobody;
  const name = first.name || first.address;
  return addresses.length > 1 ? `${name} +${addresses.length - 1}` : name;
}

/** Every address in full, as the letter carries it. */
function Details({ message, onSplit }: { readonly message: Message; readonly onSplit: (() => void) | undefined }) {
  const { t } = useTranslation('conversation');
  const rows: [string, readonly MailAddress[]][] = [
    [t('details.from'), message.from ? [message.from] : []],
    [t('details.to'), message.to],
    [t('details.cc'), message.cc],
    [t('details.bcc'), message.bcc],
  ];
  return (
    <div className={styles.details}>
      <dl>
        {rows
          .filter(([, addresses]) => addresses.length > 0)
          .map(([label, addresses]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{addresses.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')}</dd>
            </div>
          ))}
        {message.subject ? (
          <div>
            <dt>{t('details.subject')}</dt>
            <dd>{message.subject}</dd>
          </div>
        ) : null}
      </dl>
      {onSplit ? (
        <Button size="compact-xs" variant="subtle" onClick={onSplit}>
          {t('notice.split')}
        </Button>
      ) : null}
    </div>
  );
}
