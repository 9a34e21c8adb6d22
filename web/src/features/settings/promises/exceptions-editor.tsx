import type { CalendarHours } from '@balie/shared/contracts/calendars.ts';
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '../../../ui/page.tsx';
import { OpeningsField } from './openings-field.tsx';
import styles from './promises.module.css';
import { useDayWords } from './use-day-words.ts';

type Exceptions = CalendarHours['exceptions'];
type Exception = Exceptions[number];

interface ExceptionsEditorProps {
  readonly exceptions: Exceptions;
  readonly onChange: (exceptions: Exceptions) => void;
}

/** Days that differ: closed for stocktaking, shorter before Christmas, open on one Sunday. */
export function ExceptionsEditor({ exceptions, onChange }: ExceptionsEditorProps) {
  const { t } = useTranslation('promises');
  const add = () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    onChange([...exceptions, { from: tomorrow, until: tomorrow, name: '', openings: [] }]);
  };
  return (
    <Section title={t('exceptions.title')} description={t('exceptions.description')}>
      {exceptions.length > 0 ? (
        <Card>
          <ul className={styles.list}>
            {exceptions.map((exception, index) => (
              <ExceptionRow
                key={index}
                exception={exception}
                onChange={(changed) => onChange(changed ? exceptions.with(index, changed) : exceptions.toSpliced(index, 1))}
              />
            ))}
          </ul>
        </Card>
      ) : null}
      <div>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
          {t('exceptions.add')}
        </Button>
      </div>
    </Section>
  );
}

interface ExceptionRowProps {
  readonly exception: Exception;
  /** Undefined: it is taken away. */
  readonly onChange: (exception: Exception | undefined) => void;
}

function ExceptionRow({ exception, onChange }: ExceptionRowProps) {
  const { t } = useTranslation('promises');
  const dayWords = useDayWords();
  const { from, until, name, openings } = exception;
  const which = name || (from === '' ? t('exceptions.new') : dayWords(from));
  return (
    <li className={styles.exception}>
      <span className={styles.exceptionDays}>
        <TextInput
          size="xs"
          type="date"
          label={t('exceptions.from')}
          value={from}
          error={from === ''}
          onChange={(event) => {
            const begins = event.currentTarget.value;
            onChange({ ...exception, from: begins, until: [until, begins].toSorted().at(-1) ?? begins });
          }}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('exceptions.until')}
          value={until}
          min={from}
          error={until === '' || until < from}
          onChange={(event) => onChange({ ...exception, until: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('exceptions.name')}
          placeholder={t('exceptions.nameExample')}
          maxLength={100}
          value={name}
          onChange={(event) => onChange({ ...exception, name: event.currentTarget.value })}
        />
        <Tooltip label={t('exceptions.remove', { name: which })}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('exceptions.remove', { name: which })}
            onClick={() => onChange(undefined)}
          >
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </span>
      <span className={styles.exceptionHours}>
        <OpeningsField day={which} openings={openings} onChange={(changed) => onChange({ ...exception, openings: changed })} />
      </span>
    </li>
  );
}
