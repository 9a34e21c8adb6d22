import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import type { WallAgent } from '@balie/shared/contracts/wall.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DeadlineChip } from '../../lib/deadlines/deadline-chip.tsx';
import { useAgents, useChannelName } from '../../lib/tickets/names.ts';
import { ChannelIcon } from '../../lib/tickets/status-icon.tsx';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { fromChoice, toChoice } from '../../lib/tickets/use-choices.tsx';
import { urgencyOf } from '../../lib/tickets/waiting.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { Keys } from '../../ui/keys.tsx';
import { useNow } from '../../ui/now.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './ticket-column.module.css';
import { useCrewChoices } from './use-crew-choices.tsx';
import { type ListName, type Picked, rowId } from './use-wall-keys.ts';

interface Shared {
  readonly list: ListName;
  readonly agents: readonly WallAgent[];
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked | undefined) => void;
  readonly onDrag: (ticketId: string | undefined) => void;
  readonly assigning: boolean;
  readonly onAssigning: (assigning: boolean) => void;
}
interface TicketColumnProps extends Shared {
  readonly title: string;
  readonly tickets: readonly TicketRow[];
  /** How many there are, where these are not all. */
  readonly count?: number;
  readonly empty?: ReactNode;
}

/** Tickets that ask for somebody: to be read from afar, dragged onto a colleague, or given to one by a key. */
export function TicketColumn({ title, tickets, count, empty, ...shared }: TicketColumnProps) {
  return (
    <div className={styles.block}>
      <h2 className={styles.title}>
        {title}
        {count !== undefined && count > tickets.length ? <span className={styles.count}>{count}</span> : null}
      </h2>
      {tickets.length === 0 ? (
        <p className={styles.empty}>{empty}</p>
      ) : (
        <ul className={styles.list} aria-label={title}>
          {tickets.map((ticket) => (
            <Row key={ticket.id} ticket={ticket} {...shared} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ ticket, list, agents, picked, onPick, onDrag, assigning, onAssigning }: Shared & { readonly ticket: TicketRow }) {
  const { t } = useTranslation('wall');
  const names = useAgents();
  const channelName = useChannelName();
  const actions = useTicketActions();
  const choices = useCrewChoices(agents, ticket);
  const isPicked = picked?.list === list && picked.id === ticket.id;
  const assignee = ticket.assigneeId ? names.get(ticket.assigneeId) : undefined;
  return (
    <li
      className={styles.row}
      data-picked={isPicked || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', `#${ticket.number}`);
        event.dataTransfer.effectAllowed = 'move';
        onDrag(ticket.id);
      }}
      onDragEnd={() => onDrag(undefined)}
    >
      <UnstyledButton
        id={rowId(list, ticket.id)}
        className={styles.ticket}
        aria-pressed={isPicked}
        onClick={() => onPick(isPicked ? undefined : { list, id: ticket.id })}
        onDoubleClick={() => actions.open(ticket)}
      >
        <span className={styles.channel} title={channelName(ticket.channelKind)}>
          <ChannelIcon kind={ticket.channelKind} />
        </span>
        <span className={styles.words}>
          <span className={styles.contact}>{ticket.contact.name || ticket.contact.address}</span>
          <span className={styles.subject}>{ticket.subject || t('tickets:noSubject')}</span>
        </span>
        {assignee ? (
          <Avatar name={assignee.name} seed={assignee.id} picture={assignee.picture} size={24} decorative={false} />
        ) : (
          <span className={styles.nobody}>{t('tickets:nobody')}</span>
        )}
        <span className={styles.time}>{list === 'waiting' ? <Waits since={ticket.waitingSince} /> : <Due ticket={ticket} />}</span>
      </UnstyledButton>
      {isPicked ? (
        <span className={styles.tools}>
          <ChoiceMenu
            choices={choices}
            selected={[toChoice(ticket.assigneeId)]}
            onChoose={(id) => actions.change([ticket.id], { assigneeId: fromChoice(id) })}
            opened={assigning}
            onOpenedChange={onAssigning}
            search={t('searchColleague')}
            width={300}
          >
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconUserPlus size={14} stroke={1.75} aria-hidden />}
              rightSection={<Keys keys="a" />}
              onClick={() => onAssigning(true)}
            >
              {t('assign')}
            </Button>
          </ChoiceMenu>
          <Button size="compact-sm" variant="subtle" rightSection={<Keys keys="o" />} onClick={() => actions.open(ticket)}>
            {t('open')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function Due({ ticket }: { readonly ticket: TicketRow }) {
  return ticket.deadline ? <DeadlineChip deadline={ticket.deadline} size={16} /> : null;
}

function Waits({ since }: { readonly since: string | null }) {
  const now = useNow();
  if (since === null) return null;
  return (
    <span className={styles.waits} data-urgency={urgencyOf(since, now)}>
      <RelativeTime at={since} />
    </span>
  );
}
