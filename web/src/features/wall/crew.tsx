import type { AgentState } from '@balie/shared/contracts/routing.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import type { WallAgent } from '@balie/shared/contracts/wall.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateMark } from '../../lib/people/state-mark.tsx';
import { useAgents, useChannelName } from '../../lib/tickets/names.ts';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { cachedTicket } from '../../lib/tickets/ticket-cache.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './crew.module.css';
import { isFull, loadOf } from './load.ts';

const ORDER: readonly AgentState[] = ['available', 'on_call', 'away', 'offline'];

interface CrewProps {
  readonly agents: readonly WallAgent[];
  /** The ticket that is being dragged. */
  readonly dragged: string | undefined;
  readonly onDropped: () => void;
}

/** Colleagues, how they are and what they have; a ticket that is dropped on one is theirs. */
export function Crew({ agents, dragged, onDropped }: CrewProps) {
  const { t } = useTranslation('wall');
  const names = useAgents();
  const ticket = dragged === undefined ? undefined : cachedTicket(dragged);
  const known = agents.filter(({ agentId }) => names.has(agentId));
  // Who is not there, and has nothing that somebody would have to take over, is only counted.
  const shown = known
    .filter(({ state, open }) => state !== 'offline' || open > 0 || ticket !== undefined)
    .toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || other.open - one.open);
  const hidden = known.length - shown.length;
  const present = known.filter(({ state }) => state === 'available' || state === 'on_call').length;
  return (
    <div className={styles.block}>
      <h2 className={styles.title}>
        {t('crew')}
        <span className={styles.count}>{t('present', { count: present })}</span>
      </h2>
      <ul className={styles.list} aria-label={t('crew')}>
        {shown.map((agent) => (
          <Person key={agent.agentId} agent={agent} ticket={ticket} onDropped={onDropped} />
        ))}
      </ul>
      {hidden > 0 ? <p className={styles.hidden}>{t('othersOffline', { count: hidden })}</p> : null}
    </div>
  );
}

interface PersonProps {
  readonly agent: WallAgent;
  readonly ticket: TicketRow | undefined;
  readonly onDropped: () => void;
}

function Person({ agent, ticket, onDropped }: PersonProps) {
  const { t } = useTranslation('wall');
  const person = useAgents().get(agent.agentId);
  const actions = useTicketActions();
  const [over, setOver] = useState(false);
  const name = person?.name ?? '';
  const takes = ticket !== undefined && ticket.assigneeId !== agent.agentId;
  const wouldBeFull = ticket !== undefined && loadOf(agent, ticket.channelKind).isFull;
  return (
    <li
      className={styles.person}
      aria-label={name}
      data-state={agent.state}
      data-target={takes || undefined}
      data-over={(takes && over) || undefined}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDropped();
        if (takes) actions.change([ticket.id], { assigneeId: agent.agentId });
      }}
    >
      <span className={styles.face}>
        <Avatar name={name} seed={agent.agentId} picture={person?.picture} size={32} inactive={agent.state === 'offline'} />
        <span className={styles.mark}>
          <StateMark state={agent.state} />
        </span>
      </span>
      <span className={styles.words}>
        <span className={styles.line}>
          <span className={styles.name}>{name}</span>
          <span className={styles.state}>
            {takes && over ? (
              <span className={styles.promise} data-full={wouldBeFull || undefined}>
                {wouldBeFull ? t('giveThoughFull') : t('give')}
              </span>
            ) : (
              <>
                {t(`state.${agent.state}`)}
                {agent.since ? (
                  <>
                    {' · '}
                    <RelativeTime at={agent.since} />
                  </>
                ) : null}
              </>
            )}
          </span>
        </span>
        <LoadBars agent={agent} />
      </span>
    </li>
  );
}

/** What they have of each channel, and how much that may be. */
function LoadBars({ agent }: { readonly agent: WallAgent }) {
  const { t } = useTranslation('wall');
  const channelName = useChannelName();
  if (agent.kinds.length === 0) return <span className={styles.free}>{t('free')}</span>;
  return (
    <span className={styles.loads} data-full={isFull(agent) || undefined}>
      {agent.kinds.map(({ kind, open, limit }) => (
        <span key={kind} className={styles.load} data-full={open >= limit || undefined} data-above={open > limit || undefined}>
          <span className={styles.kind}>{channelName(kind)}</span>
          <span className={styles.bar} aria-hidden>
            <span style={{ width: `${Math.min(100, (open / Math.max(1, limit)) * 100)}%` }} />
          </span>
          <span className={styles.number}>
            {t('openOfLimit', { open, limit })}
            {open > limit ? ` ${t('above')}` : ''}
          </span>
        </span>
      ))}
    </span>
  );
}
