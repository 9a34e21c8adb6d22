import { type BolPattern, bolField, type TriedBolPattern } from '@balie/shared/contracts/bol-mail.ts';
import { Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../../ui/notice.tsx';
import { Section } from '../../../../ui/page.tsx';
import { tryPattern } from './bol.api.ts';
import styles from './bol.module.css';

const PAUSE_MS = 300;

interface TryOutProps {
  /** Undefined while it is not right. */
  readonly pattern: BolPattern | undefined;
  readonly mail: TriedBolPattern['mail'] | undefined;
  readonly messageId: string | undefined;
}

/** What the pattern reads out of a mail as it stands now: one that came in, or one that is pasted here. */
export function TryOut({ pattern, mail, messageId }: TryOutProps) {
  const { t } = useTranslation('bol');
  const [pasted, setPasted] = useState({ subject: '', text: '' });
  const isThere = messageId !== undefined || pasted.text !== '' || pasted.subject !== '';
  const [asked] = useDebouncedValue({ pattern, pasted }, PAUSE_MS);
  const tried = useQuery({
    queryKey: ['bol', 'try', asked, messageId],
    queryFn: () => {
      const given = messageId ? { messageId } : { from: 'klant@klantbericht.bol.com', fromName: '', ...asked.pasted };
      return tryPattern({ pattern: asked.pattern ?? null, mail: given });
    },
    enabled: isThere && asked.pattern !== undefined,
    placeholderData: keepPreviousData,
  }).data;
  const found = tried ? bolField.options.flatMap((field) => (tried.read[field] ? [[field, tried.read[field]] as const] : [])) : [];
  return (
    <Section title={t('tryOut.title')} description={t(messageId ? 'tryOut.onMail' : 'tryOut.paste')}>
      {messageId ? (
        mail ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls has to be reachable by keyboard
          <pre className={styles.mail} tabIndex={0}>{`${mail.fromName} <${mail.from}>\n${mail.subject}\n\n${mail.text}`}</pre>
        ) : null
      ) : (
        <>
          <TextInput
            label={t('tryOut.subject')}
            value={pasted.subject}
            onChange={({ currentTarget: { value } }) => setPasted((now) => ({ ...now, subject: value }))}
          />
          <Textarea
            label={t('tryOut.text')}
            autosize
            minRows={4}
            maxRows={14}
            value={pasted.text}
            onChange={({ currentTarget: { value } }) => setPasted((now) => ({ ...now, text: value }))}
          />
        </>
      )}
      {tried ? (
        <div role="status" className={styles.lines}>
          <Notice tone={tried.matches ? 'success' : 'warning'}>{t(tried.matches ? 'tryOut.matches' : 'tryOut.misses')}</Notice>
          <dl className={styles.found}>
            {found.map(([field, value]) => (
              <div key={field} style={{ display: 'contents' }}>
                <dt>{t(`field.${field}`)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {found.length === 0 ? <span className={styles.quiet}>{t('tryOut.nothing')}</span> : null}
        </div>
      ) : null}
    </Section>
  );
}
