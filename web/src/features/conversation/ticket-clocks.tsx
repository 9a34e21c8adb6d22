import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import { type ClockSpan, type SlaClock, ticketClocks } from '@balie/shared/contracts/sla.ts';
import { IconAlertCircleFilled, IconCircleCheck, IconCircleMinus, IconClockHour4, IconPlayerPauseFilled } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { shortAmount } from '../../lib/deadlines/deadline-words.ts';
import { getJson } from '../../lib/http.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { clockTime, shortDate } from '../../ui/time-format.ts';
import styles from './ticket-clocks.module.css';

/** Read again whenever the deadline of the ticket is another one. */
export const clocksQuery = (ticketId: string, deadline: TicketDeadline | null) =>
  queryOptions({
    queryKey: ['clocks', ticketId, deadline],
    queryFn: async ({ signal }) => (await getJson(ticketClocks, `/api/tickets/${ticketId}/clocks`, signal)).items,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

export type Outcome = 'running' | 'paused' | 'overdue' | 'met' | 'missed' | 'cancelled';
const SHAPE = {
  running: IconClockHour4,
  paused: IconPlayerPauseFilled,
  overdue: IconAlertCircleFilled,
  met: IconCircleCheck,
  missed: IconAlertCircleFilled,
  cancelled: IconCircleMinus,
} as const;

/** After every moment that is written down. */
const NEVER = '9999';

/** Every promise to this customer: kept or not, and each stretch in which its clock stood still. */
export function TicketClocks({ ticketId, deadline }: { readonly ticketId: string; readonly deadline: TicketDeadline }) {
  const { t } = useTranslation('deadlines');
  const { data, error, refetch } = useQuery(clocksQuery(ticketId, deadline));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={4} />;
  return (
    <section>
      <h2 className={styles.title}>{t('clocks.title')}</h2>
      <div className={styles.scroll}>
        <ClockList clocks={data} />
      </div>
    </section>
  );
}

/** What is still to be done, the nearest first; then what was, the newest first. */
export function ClockList({ clocks }: { readonly clocks: readonly SlaClock[] }) {
  const due = ({ dueAt }: SlaClock) => dueAt ?? NEVER;
  const open = clocks.filter(({ endedAt }) => endedAt === null).toSorted((one, other) => due(one).localeCompare(due(other)));
  const ended = clocks.filter(({ endedAt }) => endedAt !== null).toReversed();
  return (
    <ol className={styles.clocks}>
      {[...open, ...ended].map((clock) => (
        <Clock key={clock.id} clock={clock} />
      ))}
    </ol>
  );
}

function Clock({ clock }: { readonly clock: SlaClock }) {
  const { t } = useTranslation('deadlines');
  const moment = useMoment();
  const outcome = outcomeOf(clock);
  const Icon = SHAPE[outcome];
  const promised = promisedTime(clock.promisedSeconds, t);
  const worked = shortAmount(clock.workedSeconds * 1_000, t);
  return (
    <li className={styles.clock} data-outcome={outcome}>
      <Icon size={16} stroke={1.9} aria-hidden />
      <div>
        <p className={styles.what}>
          <strong>{t(`target.${clock.target}`)}</strong> <span>{t(`clocks.outcome.${outcome}`)}</span>
        </p>
        <p className={styles.facts}>{clock.endedAt ? t('clocks.took', { worked, promised }) : t('clocks.promised', { promised })}</p>
        {clock.dueAt ? <p className={styles.facts}>{t('clocks.due', { moment: moment(clock.dueAt) })}</p> : null}
        {clock.late ? <p className={styles.facts}>{t('clocks.toldLate')}</p> : null}
        {clock.spans.some(({ what }) => what !== 'running') ? (
          <ul className={styles.spans}>
            {clock.spans.map((span) => (
              <li key={span.from} data-what={span.what}>
                {t(`clocks.span.${span.what}`)} {sayStretch(span, moment, t('clocks.untilNow'))}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

/** What people promise is seldom so many minutes and some: `2 u`, not `2 u 00`. */
function promisedTime(seconds: number, t: TFunction<'deadlines'>): string {
  return seconds % 3_600 === 0 ? t('amount.hours', { count: seconds / 3_600 }) : shortAmount(seconds * 1_000, t);
}

function sayStretch({ from, until }: ClockSpan, moment: (at: string) => string, untilNow: string): string {
  if (until === null) return `${moment(from)} – ${untilNow}`;
  return `${moment(from)} – ${moment(until)}`;
}

export function outcomeOf({ state, endedAt }: SlaClock): Outcome {
  if (state === 'breached') return endedAt === null ? 'overdue' : 'missed';
  return state;
}

/** `14:05` of today, `3 mrt 14:05` of another day. */
function useMoment(): (at: string) => string {
  const { i18n } = useTranslation();
  return (text) => {
    const at = Date.parse(text);
    const time = clockTime(at, i18n.language);
    const now = Date.now();
    return new Date(at).toDateString() === new Date(now).toDateString() ? time : `${shortDate(at, now, i18n.language)} ${time}`;
  };
}
