import { MultiSelect, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Named } from './use-directory-choices.ts';

interface AnyOfProps {
  readonly label: string;
  readonly choices: readonly Named[];
  readonly values: string[];
  readonly onChange: (values: string[]) => void;
  /** What is not among the choices may be typed. */
  readonly isOpen?: boolean;
}

/** A condition of several values, of which one is enough; empty, it asks nothing. */
export function AnyOf({ label, choices, values, onChange, isOpen = false }: AnyOfProps) {
  const { t } = useTranslation('editing');
  const shared = { label, value: values, onChange, ...(values.length === 0 ? { placeholder: t('any') } : {}) };
  return isOpen ? <TagsInput {...shared} data={choices.map((one) => one.label)} /> : <MultiSelect {...shared} data={[...choices]} />;
}
