import type { MessageTemplate } from '@balie/shared/contracts/templates.ts';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOrder, templateTitle } from './template-suggestions.ts';
import styles from './templates.module.css';

interface TemplateListProps {
  readonly templates: readonly MessageTemplate[];
  /** Of the customer. */
  readonly language: string;
  readonly onChoose: (template: MessageTemplate) => void;
  /** Rises with every wish for the cursor. */
  readonly asked: number;
}

/** Chooses a template by a few letters, arrows and Enter. */
export function TemplateList({ templates, language, onChoose, asked }: TemplateListProps) {
  const { t } = useTranslation('templates');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked > 0) field.current?.focus();
  }, [asked]);
  const words = typed.trim().toLocaleLowerCase();
  const shown = inOrder(templates, language).filter(({ name, body, language: of }) =>
    `${templateTitle(name)} ${name} ${of} ${body}`.toLocaleLowerCase().includes(words),
  );
  const at = Math.min(active, shown.length - 1);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const isSendable = ({ status, sendable }: MessageTemplate) => status === 'approved' && sendable;
  const choose = (template: MessageTemplate | undefined) => {
    if (template && isSendable(template)) onChoose(template);
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(shown.length - 1, at + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(shown[at]);
    }
  };
  return (
    <div className={styles.chooser}>
      <TextInput
        ref={field}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
        placeholder={t('search')}
        aria-label={t('search')}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
        leftSection={<IconSearch size={15} stroke={1.75} aria-hidden />}
      />
      <div ref={list} id={id} role="listbox" aria-label={t('title')} className={styles.list}>
        {shown.map((template, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={template.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={!isSendable(template) || undefined}
            data-active={index === at || undefined}
            className={styles.option}
            onClick={() => choose(template)}
          >
            <span className={styles.name}>{templateTitle(template.name)}</span>
            <span className={styles.tag}>{languageName(template.language)}</span>
            {isSendable(template) ? null : (
              <span className={styles.tag} data-tone="careful">
                {t(template.status === 'approved' ? 'notSendable' : `status.${template.status}`)}
              </span>
            )}
            <span className={styles.words}>{template.body.replace(/\{\{[^}]*\}\}/g, '…')}</span>
          </div>
        ))}
        {shown.length === 0 ? <p className={styles.none}>{t(templates.length === 0 ? 'none' : 'nothing')}</p> : null}
      </div>
    </div>
  );
}

/** `en_US` as `EN`, with its land where that says something. */
function languageName(code: string): string {
  return code.replace('_', '-').toUpperCase();
}
