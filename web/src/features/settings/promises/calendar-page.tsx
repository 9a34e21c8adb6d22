import type { CalendarHours, SaveCalendarRequest, StoredCalendar } from '@balie/shared/contracts/calendars.ts';
import { MultiSelect, SegmentedControl, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery, shopsQuery } from '../../../lib/directory.ts';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { EditorPage, NameField, NothingToEdit } from '../editing/editor-page.tsx';
import { Fields } from '../editing/fields.tsx';
import { useEditing } from '../editing/use-editing.ts';
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
  const gone = { title: t('calendars.gone'), text: t('calendars.goneText') };
  return <NothingToEdit title={t('calendars.title')} section="promises" list={t('title')} query={calendars} gone={gone} />;
}

function CalendarEditor({ calendar, isFirst }: { readonly calendar: StoredCalendar | undefined; readonly isFirst: boolean }) {
  const { t, i18n } = useTranslation('promises');
  const [draft, setDraft] = useState<SaveCalendarRequest>(() => {
    if (!calendar) return usualCalendar(isFirst);
    const { id: _, ...known } = calendar;
    return known;
  });
  const { hours } = draft;
  const setHours = (changes: Partial<CalendarHours>) => setDraft((before) => ({ ...before, hours: { ...before.hours, ...changes } }));
  const editing = useEditing({
    section: 'promises',
    namespace: 'promises',
    item: calendar,
    save: () => saveCalendar(calendar?.id, { ...draft, name: draft.name.trim() }),
    saved: t('saved'),
    remove: ({ id }) => removeCalendar(id),
    removed: (name) => t('calendars.removed', { name }),
    restore: ({ id: _, ...gone }) => saveCalendar(undefined, gone),
  });
  return (
    <EditorPage
      title={calendar?.name ?? t('calendars.new')}
      list={t('title')}
      editing={editing}
      isWhole={draft.name.trim() !== ''}
      removeLabel={t('calendars.remove')}
    >
      <NameField
        label={t('name')}
        example={t('calendars.nameExample')}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
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
    </EditorPage>
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
      <Fields>
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
      </Fields>
    </Section>
  );
}
