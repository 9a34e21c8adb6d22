import { type BolReading, bolField, bolReading } from '@balie/shared/contracts/bol-mail.ts';
import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './bol.module.css';
import { PhrasesInput } from './phrases-input.tsx';

const { in: places, as: shapes } = bolReading.shape;

interface ReadingRowProps {
  readonly reading: BolReading;
  readonly onChange: (reading: BolReading) => void;
  readonly onRemove: () => void;
}

/** Where one fact stands in the mail. */
export function ReadingRow({ reading, onChange, onRemove }: ReadingRowProps) {
  const { t } = useTranslation('bol');
  const name = t(`field.${reading.field}`);
  return (
    <div className={styles.reading}>
      <Select
        label={t('reading.field')}
        data={bolField.options.map((field) => ({ value: field, label: t(`field.${field}`) }))}
        value={reading.field}
        allowDeselect={false}
        onChange={(field) => onChange({ ...reading, field: bolField.parse(field) })}
      />
      <Select
        label={t('reading.in')}
        data={places.options.map((place) => ({ value: place, label: t(`place.${place}`) }))}
        value={reading.in}
        allowDeselect={false}
        onChange={(place) => onChange({ ...reading, in: places.parse(place) })}
      />
      <Select
        label={t('reading.as')}
        data={shapes.options.map((shape) => ({ value: shape, label: t(`shape.${shape}`) }))}
        value={reading.as}
        allowDeselect={false}
        onChange={(shape) => onChange({ ...reading, as: shapes.parse(shape) })}
      />
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('reading.remove', { name })} onClick={onRemove}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
      <div className={styles.wide}>
        <div className={styles.two}>
          <PhrasesInput label={t('reading.after')} value={reading.after} onChange={(after) => onChange({ ...reading, after })} />
          <PhrasesInput label={t('reading.until')} value={reading.until} onChange={(until) => onChange({ ...reading, until })} />
        </div>
      </div>
    </div>
  );
}
