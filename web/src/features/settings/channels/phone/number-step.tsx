import { type ConnectedPhone, connectPhoneRequest, type PhoneProvider, phoneProvider } from '@balie/shared/contracts/phone.ts';
import { Button, PasswordInput, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { z } from 'zod';
import { shopsQuery } from '../../../../lib/directory.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { connectPhone } from './phone.api.ts';
import styles from './phone.module.css';

/** As the form has it: the name of the channel is the number, and the secret is asked of Twilio alone. */
const form = z.discriminatedUnion('provider', [
  connectPhoneRequest.pick({ number: true }).extend({ provider: z.literal('twilio'), secret: connectPhoneRequest.shape.secret.unwrap() }),
  connectPhoneRequest.pick({ number: true }).extend({ provider: z.literal(['voys', 'generic']) }),
]);

/** Step 1: which number, and who tells of its calls. */
export function NumberStep({ onConnected }: { readonly onConnected: (connected: ConnectedPhone) => void }) {
  const { t } = useTranslation('phone');
  const shops = useQuery(shopsQuery).data ?? [];
  const { field, values, set, onSubmit, failureText, busy } = useForm({
    schema: form,
    initial: { provider: 'voys' as PhoneProvider, number: '', secret: '', shopId: '' },
    namespace: 'phone',
    submit: async (given) => {
      const { provider, number } = given;
      const secret = given.provider === 'twilio' ? given.secret : null;
      onConnected(await connectPhone({ provider, number, name: number, secret, shopId }));
    },
  });
  const shopId = values.shopId || (shops[0]?.id ?? '');
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <Radio.Group
        label={t('provider.label')}
        description={t('provider.hint')}
        value={values.provider}
        onChange={(provider) => set('provider', phoneProvider.parse(provider))}
      >
        <div className={styles.choices}>
          {phoneProvider.options
            .toSorted((one) => (one === 'voys' ? -1 : 0))
            .map((provider) => (
              <Radio key={provider} value={provider} label={t(`provider.${provider}`)} description={t(`provider.${provider}Hint`)} />
            ))}
        </div>
      </Radio.Group>
      <TextInput
        type="tel"
        size="md"
        label={t('number.label')}
        description={t('number.hint')}
        placeholder="020 123 45 67"
        autoComplete="off"
        {...field('number')}
      />
      {values.provider === 'twilio' ? (
        <PasswordInput size="md" label={t('secret.label')} description={t('secret.hint')} autoComplete="off" {...field('secret')} />
      ) : null}
      {shops.length > 1 ? (
        <p className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="shop"
            components={{
              value: (
                <Choice
                  label={t('shopLabel')}
                  value={shopId}
                  options={shops.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(chosen) => set('shopId', chosen)}
                />
              ),
            }}
          />
        </p>
      ) : null}
      {failureText ? (
        <Notice tone="danger" live>
          {failureText}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" size="md" loading={busy} disabled={!shopId}>
          {t('connect')}
        </Button>
      </div>
    </form>
  );
}
