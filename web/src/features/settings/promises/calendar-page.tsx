import type { CalendarHours, SaveCalendarRequest, StoredCalendar } from '@balie/shared/contracts/calendars.ts';
import { Button, MultiSelect, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery, shopsQuery } from '../../../lib/directory.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { ExceptionsEditor } from './exceptions-editor.tsx';
import { HolidaysField } from './holidays-field.tsx';
import { OpeningsField } from './openings-field.tsx';
import { calendarsQuery, removeCalendar, saveCalendar, useLivePromises } from './promises.api.ts';
import styles from './promises.module.css';
import { dayName } from './use-week-words.ts';
import { YearPreview } from './year-preview.tsx';

const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const WORKDAY = [{ from: 540, until: 1_020 }];

function usualCalendar(isFirst: boolean): SaveCalendarRequest {
  const hours: CalendarHours = {
    kind: 'business',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []],
    holidays: { country: 'NL', region: null, off: [] },
    exceptions: [],
  };
  return { name: '', hours, isDefault: isFirst, shopIds: [], channelAccountIds: [] };
}

/** One calendar. @param id of one that there is, or `new` */
export function CalendarPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('promises');
  const calendars = useQuery(calendarsQuery);
  useLivePromises();
  if (id === 'new' && calendars.data) return <CalendarEditor key="new" calendar={undefined} isFirst={calendars.data.length === 0} />;
  const calendar = calendars.data?.find((one) => one.id === id);
  if (calendar) return <CalendarEditor key={calendar.id} calendar={calendar} isFirst={false} />;
  return (
    <Page title={t('calendars.title')} back={<BackLink section="promises" label={t('title')} />}>
      {calendars.isPending ? <SkeletonPage /> : null}
      {calendars.isError ? <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} /> : null}
      {calendars.data ? <EmptyState title={t('calendars.gone')} text={t('calendars.goneText')} /> : null}
    </Page>
  );
}

function CalendarEditor({ calendar, isFirst }: { readonly calendar: StoredCalendar | undefined; readonly isFirst: boolean }) {
  const { t, i18n } = useTranslation('promises');
  const navigate = useNavigate();
  const explain = useExplain('promises');
  const [draft, setDraft] = useState<SaveCalendarRequest>(() => {
    if (!calendar) return usualCalendar(isFirst);
    const { id: _, ...known } = calendar;
    return known;
  });
  const { hours } = draft;
  const setHours = (changes: Partial<CalendarHours>) => setDraft((before) => ({ ...before, hours: { ...before.hours, ...changes } }));
  const title = calendar?.name ?? t('calendars.new');
  useTitle(title);
  const toList = () => void navigate({ to: '/settings/$section', params: { section: 'promises' } });
  const save = useMutation({
    mutationFn: () => saveCalendar(calendar?.id, { ...draft, name: draft.name.trim() }),
    onSuccess: () => {
      notify.success(t('saved'));
      toList();
    },
  });
  const remove = useRemoveCalendar(calendar, toList);
  return (
    <Page title={title} back={<BackLink section="promises" label={t('title')} />}>
      <TextInput
        label={t('name')}
        placeholder={t('calendars.nameExample')}
        value={draft.name}
        maxLength={120}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <SegmentedControl
        className={styles.kinds ?? ''}
        aria-label={t('hours.kind')}
        value={hours.kind}
        data={(['business', 'always'] as const).map((kind) => ({ value: kind, label: t(`hours.${kind}`) }))}
        onChange={(kind) => setHours({ kind: kind === 'always' ? 'always' : 'business' })}
      />
      {hours.kind === 'always' ? (
        <p className={styles.hint}>{t('hours.alwaysHint')}</p>
      ) : (
        <>
          <Section title={t('hours.title')}>
            <ul className={styles.week}>
              {DAYS.map((day) => (
                <li key={day} className={styles.day}>
                  <span className={styles.dayName}>{dayName(day, i18n.language, 'long')}</span>
                  <OpeningsField
                    day={dayName(day, i18n.language, 'long')}
                    openings={hours.week[day] ?? []}
                    onChange={(openings) => setHours({ week: hours.week.with(day, openings) })}
                  />
                </li>
              ))}
            </ul>
            <Select
              label={t('hours.zone')}
              className={styles.short ?? ''}
              searchable
              data={[...new Set([hours.timeZone, ...Intl.supportedValuesOf('timeZone')])]}
              value={hours.timeZone}
              onChange={(timeZone) => timeZone && setHours({ timeZone })}
            />
          </Section>
          <HolidaysField hours={hours} onChange={(holidays) => setHours({ holidays })} />
          <ExceptionsEditor exceptions={hours.exceptions} onChange={(exceptions) => setHours({ exceptions })} />
          <YearPreview hours={hours} />
        </>
      )}
      <Users draft={draft} onChange={setDraft} />
      {save.isError ? (
        <Notice tone="danger" live>
          {explain(save.error)}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={draft.name.trim() === ''}>
          {t('save')}
        </Button>
        {calendar ? (
          <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending}>
            {t('calendars.remove')}
          </Button>
        ) : null}
      </div>
    </Page>
  );
}

/** For whom these hours are. */
function Users({ draft, onChange }: { readonly draft: SaveCalendarRequest; readonly onChange: (draft: SaveCalendarRequest) => void }) {
  const { t } = useTranslation('promises');
  const shops = useQuery(shopsQuery).data ?? [];
  const channels = useQuery(channelAccountsQuery).data ?? [];
  const named = (things: readonly { readonly id: string; readonly name: string }[]) =>
    things.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Section title={t('users.title')} description={t('users.description')}>
      <Card>
        <Setting label={t('users.default')} hint={t('users.defaultHint')}>
          <Switch
            aria-label={t('users.default')}
            checked={draft.isDefault}
            onChange={(event) => onChange({ ...draft, isDefault: event.currentTarget.checked })}
          />
        </Setting>
      </Card>
      <div className={styles.conditions}>
        <MultiSelect
          label={t('users.shops')}
          data={named(shops)}
          value={draft.shopIds}
          onChange={(shopIds) => onChange({ ...draft, shopIds })}
        />
        <MultiSelect
          label={t('users.channels')}
          data={named(channels)}
          value={draft.channelAccountIds}
          onChange={(channelAccountIds) => onChange({ ...draft, channelAccountIds })}
        />
      </div>
    </Section>
  );
}

/** Gone at once, and back on demand. */
function useRemoveCalendar(calendar: StoredCalendar | undefined, onGone: () => void) {
  const { t } = useTranslation('promises');
  const explain = useExplain('promises');
  const putBack = ({ id: _, ...gone }: StoredCalendar) =>
    saveCalendar(undefined, gone).catch((error: unknown) => notify.error(explain(error)));
  return useMutation({
    mutationFn: async () => {
      if (calendar) await removeCalendar(calendar.id);
    },
    onSuccess: () => {
      onGone();
      if (calendar) notify.undo(t('calendars.removed', { name: calendar.name }), () => void putBack(calendar));
    },
    onError: (error) => notify.error(explain(error)),
  });
}
