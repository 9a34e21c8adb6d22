import type { CalendarHours } from '@balie/shared/contracts/calendars.ts';
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './promises.module.css';
import { clockText } from './use-week-words.ts';

type Openings = CalendarHours['week'][number];
type Opening = Openings[number];
const DAY = 1_440;

interface OpeningsFieldProps {
  /** Names the day to who cannot see it. */
  readonly day: string;
  readonly openings: Openings;
  readonly onChange: (openings: Openings) => void;
}

/** The openings of one day, with pauses between them. */
export function OpeningsField({ day, openings, onChange }: OpeningsFieldProps) {
  const { t } = useTranslation('promises');
  const next = nextOpening(openings);
  const change = (index: number, opening: Opening | undefined) =>
    onChange((opening ? openings.with(index, opening) : openings.toSpliced(index, 1)).toSorted((one, other) => one.from - other.from));
  return (
    <>
      <span className={styles.openings}>
        {openings.length === 0 ? <span className={styles.closed}>{t('hours.closed')}</span> : null}
        {openings.map((opening, index) => (
          <OneOpening key={`${opening.from} ${opening.until}`} opening={opening} day={day} onChange={(changed) => change(index, changed)} />
        ))}
      </span>
      <Tooltip label={t('hours.add', { day })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('hours.add', { day })}
          disabled={!next}
          onClick={() => next && onChange([...openings, next])}
        >
          <IconPlus size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

interface OneOpeningProps {
  readonly opening: Opening;
  readonly day: string;
  /** Undefined: it is taken away. */
  readonly onChange: (opening: Opening | undefined) => void;
}

function OneOpening({ opening, day, onChange }: OneOpeningProps) {
  const { t } = useTranslation('promises');
  const [from, setFrom] = useState(clockText(opening.from));
  // Browsers write the midnight that ends a day as the one that begins it.
  const [until, setUntil] = useState(clockText(opening.until % DAY));
  const [begins, ends] = [minutesOf(from), minutesOf(until) || DAY];
  const wrong = from === '' || until === '' || begins >= ends;
  const save = () => {
    if (!wrong && (begins !== opening.from || ends !== opening.until)) onChange({ from: begins, until: ends });
  };
  return (
    <span className={styles.opening}>
      <TextInput
        type="time"
        size="xs"
        aria-label={t('hours.from', { day })}
        value={from}
        error={wrong}
        onChange={(event) => setFrom(event.currentTarget.value)}
        onBlur={save}
      />
      –
      <TextInput
        type="time"
        size="xs"
        aria-label={t('hours.until', { day })}
        value={until}
        error={wrong}
        onChange={(event) => setUntil(event.currentTarget.value)}
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

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** What a day gets next: a working day, then an evening. */
function nextOpening(openings: Openings): Opening | undefined {
  const last = openings.at(-1)?.until ?? 0;
  if (openings.length === 0) return { from: 540, until: 1_020 };
  return last < 1_140 ? { from: 1_140, until: 1_260 } : undefined;
}
