import type { ChatHours, OpeningWindow } from '@balie/shared/contracts/chat-desk.ts';
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Setting } from '../../../../ui/page.tsx';
import own from './chat.module.css';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

interface HoursEditorProps {
  readonly hours: ChatHours;
  readonly onChange: (hours: ChatHours) => void;
}

/** The week of the shop: for each day when somebody answers, with a pause where there is one. */
export function HoursEditor({ hours, onChange }: HoursEditorProps) {
  const { t, i18n } = useTranslation('chat');
  const nameOf = (day: number) =>
    new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + (day - 1) * DAY_MS);
  const setDay = (day: number, windows: readonly OpeningWindow[]) =>
    onChange({ ...hours, windows: [...hours.windows.filter((window) => window.day !== day), ...windows].sort(inOrder) });
  return (
    <div className={own.hours}>
      <Setting label={t('hours.open')} hint={t('hours.zone', { zone: hours.timeZone.replaceAll('_', ' ') })} />
      <ul className={own.week}>
        {DAYS.map((day) => {
          const windows = hours.windows.filter((window) => window.day === day);
          return (
            <li key={day} className={own.day}>
              <span className={own.dayName}>{nameOf(day)}</span>
              <span className={own.windows}>
                {windows.length === 0 ? <span className={own.closed}>{t('hours.closed')}</span> : null}
                {windows.map((window, index) => (
                  <Window
                    key={`${window.opens} ${window.closes}`}
                    window={window}
                    day={nameOf(day)}
                    onChange={(next) => setDay(day, next ? windows.with(index, next) : windows.toSpliced(index, 1))}
                  />
                ))}
              </span>
              <Tooltip label={t('hours.add', { day: nameOf(day) })}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('hours.add', { day: nameOf(day) })}
                  disabled={nextWindow(day, windows) === undefined}
                  onClick={() => {
                    const added = nextWindow(day, windows);
                    if (added) setDay(day, [...windows, added]);
                  }}
                >
                  <IconPlus size={16} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface WindowProps {
  readonly window: OpeningWindow;
  readonly day: string;
  /** Undefined: it is taken away. */
  readonly onChange: (window: OpeningWindow | undefined) => void;
}

function Window({ window, day, onChange }: WindowProps) {
  const { t } = useTranslation('chat');
  const [opens, setOpens] = useState(window.opens);
  const [closes, setCloses] = useState<string>(window.closes);
  // Midnight at the end of a day is 24:00; browsers write 00:00.
  const until = closes === '00:00' ? '24:00' : closes;
  const wrong = opens === '' || closes === '' || opens >= until;
  const save = () => {
    if (!wrong && (opens !== window.opens || until !== window.closes)) onChange({ ...window, opens, closes: until });
  };
  return (
    <span className={own.window}>
      <TextInput
        type="time"
        size="xs"
        aria-label={t('hours.from', { day })}
        value={opens}
        error={wrong}
        onChange={(event) => setOpens(event.currentTarget.value)}
        onBlur={save}
      />
      –
      <TextInput
        type="time"
        size="xs"
        aria-label={t('hours.until', { day })}
        value={closes === '24:00' ? '00:00' : closes}
        error={wrong}
        onChange={(event) => setCloses(event.currentTarget.value)}
        onBlur={save}
      />
      <Tooltip label={t('hours.remove', { day })}>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('hours.remove', { day })} onClick={() => onChange(undefined)}>
          <IconX size={14} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

function inOrder(one: OpeningWindow, other: OpeningWindow): number {
  return one.day - other.day || one.opens.localeCompare(other.opens);
}

/** What a day gets next: a working day, then an evening. */
function nextWindow(day: number, windows: readonly OpeningWindow[]): OpeningWindow | undefined {
  const last = windows.at(-1)?.closes ?? '00:00';
  if (windows.length === 0) return { day, opens: '09:00', closes: '17:00' };
  return last < '19:00' ? { day, opens: '19:00', closes: '21:00' } : undefined;
}
