import { type EmailProposal, emailProposalRequest } from '@balie/shared/contracts/channels.ts';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../../lib/directory.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { proposeEmail } from './email.api.ts';
import styles from './email.module.css';

interface AddressStepProps {
  readonly address: string;
  readonly shopId: string | undefined;
  readonly onShop: (id: string) => void;
  readonly onProposal: (address: string, proposal: EmailProposal) => void;
}

/** Step 1: what customers write to, and for which shop. */
export function AddressStep({ address, shopId, onShop, onProposal }: AddressStepProps) {
  const { t } = useTranslation('email');
  const shops = useQuery(shopsQuery).data ?? [];
  const first = shops[0]?.id;
  useEffect(() => {
    if (!shopId && first) onShop(first);
  }, [shopId, first, onShop]);
  const form = useForm({
    schema: emailProposalRequest,
    initial: { address },
    namespace: 'email',
    submit: async (values) => onProposal(values.address, await proposeEmail(values.address)),
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <TextInput
        type="email"
        size="md"
        label={t('address.label')}
        description={t('address.hint')}
        placeholder={t('address.example')}
        autoComplete="off"
        autoFocus
        {...form.field('address')}
      />
      {shops.length > 1 && shopId ? (
        <p className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="address.shop"
            components={{
              value: (
                <Choice
                  label={t('address.shopLabel')}
                  value={shopId}
                  options={shops.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={onShop}
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
          {t('next')}
        </Button>
      </div>
    </form>
  );
}
