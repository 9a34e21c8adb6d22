import { type CallFacts, callFacts, callResult, wrapUpCallRequest } from '@balie/shared/contracts/calls.ts';
import { Button, Textarea, TextInput } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { sendJson } from '../../lib/http.ts';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import styles from './call-card.module.css';

const NONE = 'none';

/** What came of a call, why the customer called, and what a colleague should know. */
export function CallWrapUp({ call, onDone }: { readonly call: CallFacts; readonly onDone: () => void }) {
  const { t } = useTranslation('conversation');
  const form = useForm({
    schema: wrapUpCallRequest,
    initial: { result: call.wrapUp?.result ?? null, reason: call.wrapUp?.reason ?? '', note: call.wrapUp?.note ?? '' },
    submit: async (values) => {
      await sendJson('PUT', callFacts, `/api/calls/${call.id}/wrap-up`, values);
      onDone();
    },
  });
  const options = [
    { value: NONE, label: t('call.result.none') },
    ...callResult.options.map((value) => ({ value: value as string, label: t(`call.result.${value}`) })),
  ];
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <p className={styles.choice}>
        <Trans
          t={t}
          i18nKey="call.outcome"
          components={{
            value: (
              <Choice
                label={t('call.outcomeLabel')}
                value={form.values.result ?? NONE}
                options={options}
                onChange={(value) => form.set('result', callResult.safeParse(value).data ?? null)}
              />
            ),
          }}
        />
      </p>
      <TextInput label={t('call.reason')} placeholder={t('call.reasonExample')} autoFocus {...form.field('reason')} />
      <Textarea label={t('call.note')} autosize minRows={2} maxRows={8} {...form.field('note')} />
      {form.failureText ? (
        <Notice tone="danger" live>
          {form.failureText}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button variant="default" size="compact-md" onClick={onDone}>
          {t('call.cancel')}
        </Button>
        <Button type="submit" size="compact-md" loading={form.busy}>
          {t('call.save')}
        </Button>
      </div>
    </form>
  );
}
