import { UnstyledButton } from '@mantine/core';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useNow } from '../../ui/now.ts';
import { SkeletonPage } from '../../ui/skeletons.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { Channels } from './channels.tsx';
import { Crew } from './crew.tsx';
import { Figures } from './figures.tsx';
import { Norms } from './norms.tsx';
import { TicketColumn } from './ticket-column.tsx';
import { type Picked, useWallKeys } from './use-wall-keys.ts';
import styles from './wall.module.css';
import { useLiveWall } from './wall.queries.ts';

interface WallProps {
  /** For a screen that is read from across a room: nothing but the wall, and larger. */
  readonly large: boolean;
  readonly onLarge: (large: boolean) => void;
}

/** What a team lead keeps open all day. */
export function WallView({ large, onLarge }: WallProps) {
  const { t } = useTranslation('wall');
  useTitle(t('title'));
  const { wall, error, retry } = useLiveWall();
  const [picked, pick] = useState<Picked>();
  const [dragged, setDragged] = useState<string>();
  const lists = {
    overdue: wall?.overdue ?? [],
    breaching: wall?.breaching ?? [],
    waiting: wall?.waitingLongest ?? [],
  };
  const menu = useWallKeys(lists, picked, pick);
  useHotkey({ keys: 'f', label: large ? t('leaveLarge') : t('large'), group: t('title'), run: () => onLarge(!large) });
  if (!wall) return error ? <ErrorState error={error} title={t('failed')} onRetry={retry} wholePage /> : <SkeletonPage />;
  const column = {
    agents: wall.agents,
    picked,
    onPick: pick,
    onDrag: setDragged,
    assigning: menu.assigning,
    onAssigning: menu.setAssigning,
  };
  const nothingIsDue = lists.overdue.length + lists.breaching.length === 0;
  return (
    <div className={styles.wall} data-large={large || undefined}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('title')}</h1>
        <Today />
        <KeyHint label={large ? t('leaveLarge') : t('large')} keys="f">
          <UnstyledButton className={styles.tool} onClick={() => onLarge(!large)} aria-label={large ? t('leaveLarge') : t('large')}>
            {large ? <IconMinimize size={18} stroke={1.75} aria-hidden /> : <IconMaximize size={18} stroke={1.75} aria-hidden />}
          </UnstyledButton>
        </KeyHint>
      </header>
      <Figures wall={wall} />
      <Norms />
      <div className={styles.columns}>
        <section className={styles.column} aria-label={t('deadlines')}>
          {lists.overdue.length > 0 ? (
            <TicketColumn {...column} list="overdue" title={t('overdue')} tickets={lists.overdue} count={wall.counts.overdue} />
          ) : null}
          {lists.breaching.length > 0 || nothingIsDue ? (
            <TicketColumn {...column} list="breaching" title={t('breaching')} tickets={lists.breaching} empty={<NothingDue />} />
          ) : null}
        </section>
        <section className={styles.column} aria-label={t('waiting')}>
          <TicketColumn
            {...column}
            list="waiting"
            title={t('waiting')}
            tickets={lists.waiting}
            count={wall.counts.waiting}
            empty={t('nobodyWaits')}
          />
        </section>
        <section className={styles.column} aria-label={t('crew')}>
          <Crew agents={wall.agents} dragged={dragged} onDropped={() => setDragged(undefined)} />
          <Channels />
        </section>
      </div>
    </div>
  );
}

/** `maandag 23 november · 14:05`. */
function Today() {
  const { i18n } = useTranslation();
  const now = useNow();
  const locale = i18n.language === 'en' ? 'en-GB' : 'nl-NL';
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(now);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(now);
  return (
    <span className={styles.today}>
      {day} <span className={styles.clock}>{time}</span>
    </span>
  );
}

/** With the way to where that is settled, for who may. */
function NothingDue() {
  const { t } = useTranslation('wall');
  const settles = useAllowed('conversations:manage');
  return (
    <>
      {t('nothingDue')}{' '}
      {settles ? (
        <Link to="/settings/$section" params={{ section: 'promises' }}>
          {t('settlePromises')}
        </Link>
      ) : null}
    </>
  );
}
