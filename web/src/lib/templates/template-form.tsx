import type { MessageTemplate } from '@balie/shared/contracts/templates.ts';
import { type TemplateVariable, templateVariables } from '@balie/shared/domain/templates.ts';
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TemplatePreview } from './template-preview.tsx';
import { type Known, suggestionsFor, templateTitle } from './template-suggestions.ts';
import styles from './templates.module.css';

interface TemplateFormProps {
  readonly template: MessageTemplate;
  readonly values: Readonly<Record<string, string>>;
  readonly known: Known;
  /** Somebody tried to send it: what is missing is marked. */
  readonly tried: boolean;
  /** Where the template wants a picture or file above it: the field for it. */
  readonly file?: React.ReactNode;
  readonly onChange: (values: Record<string, string>) => void;
  readonly onOther: () => void;
  readonly onSend: () => void;
}

/** Fills in the gaps of a template, with what is known offered, beside the message as the customer will see it. */
export function TemplateForm({ template, values, known, tried, file, onChange, onOther, onSend }: TemplateFormProps) {
  const { t } = useTranslation('templates');
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const gaps = [...(form.current?.querySelectorAll('input') ?? [])];
    (gaps.find(({ value }) => value === '') ?? gaps[0])?.focus();
  }, []);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onOther();
    }
  };
  const variables = templateVariables(template);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of its fields
    <div ref={form} className={styles.form} onKeyDown={onKey}>
      <div className={styles.fields}>
        <div className={styles.chosen}>
          <span className={styles.name}>{templateTitle(template.name)}</span>
          <Button variant="subtle" size="compact-xs" leftSection={<IconArrowLeft size={13} aria-hidden />} onClick={onOther}>
            {t('other')}
          </Button>
        </div>
        {variables.map((variable) => {
          const value = values[variable.key] ?? '';
          const change = (words: string) => onChange({ ...values, [variable.key]: words });
          return (
            <div key={variable.key}>
              <TextInput
                label={labelOf(variable, template, t)}
                description={variable.example ? t('example', { example: variable.example }) : undefined}
                value={value}
                maxLength={1024}
                error={tried && value.trim() === '' ? t('fill') : undefined}
                onChange={(event) => change(event.currentTarget.value)}
              />
              {value.trim() === '' && variable.part !== 'button' ? (
                <span className={styles.suggestions}>
                  {suggestionsFor(variable, known).map((words) => (
                    <UnstyledButton key={words} className={styles.suggestion} onClick={() => change(words)}>
                      {words}
                    </UnstyledButton>
                  ))}
                </span>
              ) : null}
            </div>
          );
        })}
        {variables.length === 0 && !file ? <p className={styles.none}>{t('noGaps')}</p> : null}
        {file}
      </div>
      <TemplatePreview template={template} values={values} />
    </div>
  );
}

function labelOf({ part, name, index }: TemplateVariable, { buttons }: MessageTemplate, t: TFunction<'templates'>): string {
  if (part === 'button') return t('gap.button', { text: buttons[index]?.text ?? '' });
  const words = /^\d+$/.test(name) ? t('gap.number', { number: name }) : templateTitle(name);
  return part === 'header' ? t('gap.header', { words }) : words;
}
