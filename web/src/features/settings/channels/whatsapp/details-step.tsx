import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { connectWhatsAppRequest } from '@balie/shared/contracts/whatsapp.ts';
import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../../lib/directory.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { rememberAccount } from '../channel-mutations.ts';
import styles from '../email/email.module.css';
import { connectWhatsApp } from './whatsapp.api.ts';

const APPS = 'https://developers.facebook.com/apps';

/** Step 1: what the owner finds at Meta, tried for real before anything is kept. */
export function DetailsStep({ onConnected }: { readonly onConnected: (account: ChannelAccount) => void }) {
  const { t, i18n } = useTranslation('whatsapp');
  const shops = useQuery(shopsQuery).data ?? [];
  const first = shops[0]?.id;
  const form = useForm({
    schema: connectWhatsAppRequest,
    initial: {
      phoneNumberId: '',
      businessAccountId: '',
      accessToken: '',
      appSecret: '',
      name: 'WhatsApp',
      shopId: '',
      locale: i18n.language === 'en' ? 'en' : 'nl',
    },
    namespace: 'whatsapp',
    submit: async (request) => {
      const account = await connectWhatsApp(request);
      rememberAccount(account);
      onConnected(account);
    },
  });
  const { shopId } = form.values;
  const { set } = form;
  useEffect(() => {
    if (!shopId && first) set('shopId', first);
  }, [shopId, first, set]);
  const secret = { autoComplete: 'off', visibilityToggleButtonProps: { 'aria-label': t('details.show') } };
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <p className={styles.sentence}>
        <Trans
          t={t}
          i18nKey="details.where"
          components={{ apps: <Anchor underline="always" href={APPS} target="_blank" rel="noopener noreferrer" /> }}
        />
      </p>
      <TextInput
        size="md"
        label={t('details.phoneNumberId')}
        description={t('details.phoneNumberIdHint')}
        placeholder="106540352242922"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        {...form.field('phoneNumberId')}
      />
      <TextInput
        size="md"
        label={t('details.businessAccountId')}
        description={t('details.businessAccountIdHint')}
        placeholder="102290129340398"
        inputMode="numeric"
        autoComplete="off"
        {...form.field('businessAccountId')}
      />
      <PasswordInput
        size="md"
        label={t('details.accessToken')}
        description={t('details.accessTokenHint')}
        {...secret}
        {...form.field('accessToken')}
      />
      <PasswordInput
        size="md"
        label={t('details.appSecret')}
        description={t('details.appSecretHint')}
        {...secret}
        {...form.field('appSecret')}
      />
      {shops.length > 1 && shopId ? (
        <p className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="details.shop"
            components={{
              value: (
                <Choice
                  label={t('details.shopLabel')}
                  value={shopId}
                  options={shops.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(id) => form.set('shopId', id)}
                />
              ),
            }}
          />
        </p>
      ) : null}
      {form.failureText ? (
        <Notice tone="danger" live>
          {form.failureText}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" size="md" loading={form.busy} disabled={!shopId}>
          {t('details.connect')}
        </Button>
      </div>
    </form>
  );
}
