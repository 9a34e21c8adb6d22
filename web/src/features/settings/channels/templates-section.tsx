import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../../lib/reasons/use-reason.ts';
import { templateTitle } from '../../../lib/templates/template-suggestions.ts';
import { fetchTemplates, templatesQuery } from '../../../lib/templates/templates.query.ts';
import { useExplain } from '../../../ui/explain.ts';
import { momentInWords } from '../../../ui/moment-format.ts';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonText } from '../../../ui/skeletons.tsx';
import styles from './channels.module.css';

/** The texts that the provider has approved, when they were fetched, and a way to fetch them now. */
export function TemplatesSection({ account }: { readonly account: ChannelAccount }) {
  const { t, i18n } = useTranslation(['channels', 'templates']);
  const explain = useExplain('channels');
  const inWords = useReason();
  const templates = useQuery(templatesQuery(account.id));
  const fetching = useMutation({ mutationFn: () => fetchTemplates(account.id), onError: (error) => notify.error(explain(error)) });
  const { items = [], syncedAt = null, problem = null } = templates.data ?? {};
  const approved = items.filter(({ status }) => status === 'approved').length;
  return (
    <Section title={t('templates:title')} description={t('templatesSection.about')}>
      {problem ? <Notice tone="warning">{t('templatesSection.problem', { reason: inWords(problem) })}</Notice> : null}
      {templates.data ? (
        <Card>
          <Setting
            label={t('templatesSection.count', { count: approved })}
            hint={
              syncedAt
                ? t('templatesSection.fetched', { at: momentInWords(Date.parse(syncedAt), i18n.language) })
                : t('templatesSection.never')
            }
          >
            <Button variant="default" loading={fetching.isPending} onClick={() => fetching.mutate()}>
              {t('templatesSection.fetch')}
            </Button>
          </Setting>
          {items.length > 0 ? (
            <ul className={styles.templates}>
              {items.map(({ id, name, language, status, reason, body }) => (
                <li key={id}>
                  <span className={styles.templateName}>
                    {templateTitle(name)} <span className={styles.templateTag}>{language.replace('_', '-').toUpperCase()}</span>{' '}
                    <span className={styles.templateTag} data-tone={status === 'approved' ? undefined : 'careful'}>
                      {t(`templates:status.${status}`)}
                    </span>
                  </span>
                  <span className={styles.templateWords}>{reason ?? body}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </Card>
      ) : (
        <SkeletonText lines={3} />
      )}
    </Section>
  );
}
