import type { BolMailSettings, BolRules } from '@balie/shared/contracts/bol-mail.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../../lib/query.ts';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { useExplain } from '../../../../ui/explain.ts';
import { fileSize } from '../../../../ui/file-size.ts';
import { InlineText } from '../../../../ui/inline-text.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { notify } from '../../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../../ui/page.tsx';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { rememberAccount } from '../channel-mutations.ts';
import { bolSettingsQuery, updateBol } from './bol.api.ts';
import styles from './bol.module.css';
import { EditRules } from './edit-rules.tsx';
import { TestQuestion } from './test-question.tsx';
import { Verification } from './verification.tsx';

const LOOK_MS = 5_000;

/** How bol's questions come and go, whether it works, and what bol takes. */
export function BolSettings({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('bol');
  const settings = useQuery({ ...bolSettingsQuery(accountId), refetchInterval: LOOK_MS });
  return (
    <Section title={t('settings.section')}>
      {settings.isPending ? <SkeletonText lines={4} /> : null}
      {settings.isError && !settings.data ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? <Known settings={settings.data} /> : null}
    </Section>
  );
}

function Known({ settings }: { readonly settings: BolMailSettings }) {
  const { t, i18n } = useTranslation('bol');
  const explain = useExplain('bol');
  const [editing, editingIs] = useDisclosure(false);
  const { account, mailbox, contactAddress, rules, firstQuestionAt, lastQuestionAt } = settings;
  const save = useMutation({
    mutationFn: (changes: { contactAddress?: string; rules?: BolRules }) => updateBol(account.id, changes),
    onSuccess: (saved) => {
      queryClient.setQueryData(bolSettingsQuery(account.id).queryKey, saved);
      rememberAccount(saved.account);
    },
    onError: (error) => notify.error(explain(error)),
  });
  return (
    <div className={styles.lines}>
      {mailbox && mailbox.sendsFrom === null ? (
        <Notice tone="warning">{t('settings.cannotSend', { address: mailbox.address })}</Notice>
      ) : null}
      {mailbox?.sendsFrom && mailbox.sendsFrom.toLowerCase() !== contactAddress.toLowerCase() ? (
        <Notice tone="warning">{t('settings.wrongSender', { address: mailbox.sendsFrom, contact: contactAddress })}</Notice>
      ) : null}
      <Verification settings={settings} />
      <TestQuestion settings={settings} />
      <Card>
        <Setting
          label={t(lastQuestionAt ? 'settings.questions' : 'settings.noQuestion')}
          hint={
            lastQuestionAt && firstQuestionAt ? (
              <>
                {t('settings.first')} <RelativeTime at={firstQuestionAt} style="long" />, {t('settings.last')}{' '}
                <RelativeTime at={lastQuestionAt} style="long" />
              </>
            ) : (
              t('question.waiting')
            )
          }
        />
        <Setting
          label={
            <>
              {t('settings.contactAddress')}{' '}
              <InlineText
                value={save.isPending ? (save.variables.contactAddress ?? contactAddress) : contactAddress}
                label={t('mailbox.contactAddress')}
                onSave={(address) => save.mutate({ contactAddress: address })}
              />
            </>
          }
          hint={mailbox ? t('settings.mailbox', { address: mailbox.address }) : undefined}
        />
        <Setting
          label={t('settings.rules', { max: fileSize(rules.maxBytes, i18n.language) })}
          hint={`${rules.fileTypes.join(', ')}. ${t(rules.links ? 'settings.links' : 'settings.noLinks')} ${t('settings.hold', { count: rules.holdPhrases.length })}`}
        >
          <Button variant="default" onClick={editingIs.open}>
            {t('settings.edit')}
          </Button>
        </Setting>
      </Card>
      {editing ? (
        <EditRules
          rules={rules}
          onClose={editingIs.close}
          onSave={async (changed) => {
            await save.mutateAsync({ rules: changed });
            editingIs.close();
          }}
        />
      ) : null}
    </div>
  );
}
