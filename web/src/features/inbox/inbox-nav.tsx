import { IconUsersGroup, type TablerIcon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAllowed, useMe } from '../../lib/me.ts';
import { useTeams } from '../../lib/tickets/names.ts';
import { countsQuery } from '../../lib/tickets/ticket-queries.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './inbox-nav.module.css';
import { useViewKeys } from './use-view-keys.ts';
import { type Count, countInWords, countOf } from './view-count.ts';
import { BUILT_IN_VIEWS } from './views.ts';

/** The views of the inbox with what they hold, and the teams; one's own teams first. */
export function InboxNav() {
  const { t } = useTranslation('inbox');
  const me = useMe();
  const teams = useTeams();
  const counts = useQuery(countsQuery).data;
  const seesFailures = useAllowed('failed-messages:read');
  useViewKeys();
  const isMine = (id: string) => me.agent.teamIds.includes(id);
  const ordered = [...teams.values()].sort((a, b) => Number(isMine(b.id)) - Number(isMine(a.id)) || a.name.localeCompare(b.name));
  return (
    <nav aria-label={t('views')} className={styles.nav}>
      {BUILT_IN_VIEWS.filter(({ view }) => view !== 'failed' || seesFailures).map(({ view, Icon, keys }) => (
        <NavItem
          key={view}
          view={view}
          label={t(`tickets:view.${view}`)}
          Icon={Icon}
          keys={keys}
          count={countOf(counts, view)}
          tone={view === 'failed' ? 'danger' : view === 'mine' || view === 'unassigned' || view === 'open' ? 'work' : 'rest'}
        />
      ))}
      {ordered.length > 0 ? <h2 className={styles.heading}>{t('teams')}</h2> : null}
      {ordered.map(({ id, name }) => (
        <NavItem key={id} view={`team:${id}`} label={name} Icon={IconUsersGroup} count={countOf(counts, `team:${id}`)} tone="work" />
      ))}
    </nav>
  );
}

interface NavItemProps {
  readonly view: string;
  readonly label: string;
  readonly Icon: TablerIcon;
  readonly keys?: string;
  readonly count: Count | undefined;
  /** Counts of what waits for work are easier to see than those of what rests. */
  readonly tone: 'work' | 'rest' | 'danger';
}

function NavItem({ view, label, Icon, keys, count, tone }: NavItemProps) {
  const { i18n } = useTranslation();
  const { sort, shop } = useSearch({ strict: false, select: ({ sort, shop }) => ({ sort, shop }), structuralSharing: true });
  return (
    <KeyHint label={label} keys={keys} position="right" disabled={!keys}>
      <Link
        to="/inbox/$view"
        params={{ view }}
        search={{ sort, shop }}
        className={styles.item}
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Icon size={17} stroke={1.75} className={styles.icon} aria-hidden />
        <span className={styles.label}>{label}</span>
        {count && count.count > 0 ? (
          <span className={styles.count} data-tone={tone}>
            {countInWords(count, i18n.language)}
          </span>
        ) : null}
      </Link>
    </KeyHint>
  );
}
