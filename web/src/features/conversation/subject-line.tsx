import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './subject-line.module.css';

interface SubjectLineProps {
  readonly subject: string;
  readonly editable: boolean;
  readonly onSave: (subject: string) => void;
}

/** The subject, rewritten in place: Enter or leaving saves, Escape leaves it as it was. */
export function SubjectLine({ subject, editable, onSave }: SubjectLineProps) {
  const { t } = useTranslation('conversation');
  const [draft, setDraft] = useState<string>();
  const given = useRef(false);
  const shown = subject || t('tickets:noSubject');
  if (draft === undefined || !editable) {
    return (
      <h2 className={styles.subject} title={shown}>
        {editable ? (
          <button
            type="button"
            className={styles.button}
            aria-label={t('editSubject', { subject: shown })}
            onClick={() => setDraft(subject)}
          >
            {shown}
          </button>
        ) : (
          shown
        )}
      </h2>
    );
  }
  const finish = () => {
    const next = draft.trim();
    setDraft(undefined);
    if (!given.current && next !== '' && next !== subject) onSave(next);
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the words that were clicked
      autoFocus
      className={styles.input}
      aria-label={t('subject')}
      value={draft}
      maxLength={500}
      onFocus={(event) => {
        given.current = false;
        event.currentTarget.select();
      }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          given.current = true;
          event.stopPropagation();
        }
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
