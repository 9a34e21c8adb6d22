import { connectBolRequest } from '@balie/shared/contracts/bol-mail.ts';
import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../../../../lib/directory.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { rememberAccount } from '../channel-mutations.ts';
import styles from '../email/email.module.css';
import { connectBol } from './bol.api.ts';

/** Step 1: the mailbox that bol's mail comes to, and the address that bol knows. */
export function MailboxStep({ onConnected }: { readonly onConnected: (account: ChannelAccount) => void }) {
  const { t } = useTranslation('bol');
  const accounts = useQuery(channelAccountsQuery).data;
  const mailboxes = accounts?.filter(({ capabilities }) => capabilities.recipients) ?? [];
  const [first] = mailboxes;
  const form = useForm({
    schema: connectBolRequest,
    initial: { mailAccountId: '', name: 'bol.com', contactAddress: '' },
    namespace: 'bol',
    submit: async (request) => {
      const account = await connectBol(request);
      rememberAccount(account);
      onConnected(account);
    },
  });
  const { mailAccountId } = form.values;
  const { set } = form;
  useEffect(() => {
    if (mailAccountId || !first) return;
    set('mailAccountId', first.id);
    set('contactAddress', first.address);
  }, [mailAccountId, first, set]);
  const chosen = mailboxes.find(({ id }) => id === mailAccountId);
  if (accounts && !first) {
    return (
      <EmptyState
        icon={<IconMail size={32} stroke={1.5} />}
        title={t('mailbox.none')}
        text={t('mailbox.noneText')}
        action={
          <Button renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'channels', item: 'new' }} />}>
            {t('mailbox.connect')}
          </Button>
        }
      />
    );
  }
  const differs = chosen && form.values.contactAddress.trim().toLowerCase() !== chosen.address.toLowerCase();
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <p className={styles.sentence}>{t('mailbox.why')}</p>
      <p className={styles.sentence}>
        <Trans
          t={t}
          i18nKey="mailbox.choose"
          components={{
            value: (
              <Choice
                label={t('mailbox.label')}
                value={mailAccountId}
                options={mailboxes.map(({ id, address, name }) => ({
                  value: id,
                  label: address,
                  hint: name === address ? undefined : name,
                }))}
                onChange={(id) => {
                  form.set('mailAccountId', id);
                  form.set('contactAddress', mailboxes.find((one) => one.id === id)?.address ?? '');
                }}
              />
            ),
          }}
        />
      </p>
      <TextInput
        size="md"
        type="email"
        label={t('mailbox.contactAddress')}
        description={t('mailbox.contactAddressHint')}
        autoComplete="off"
        {...form.field('contactAddress')}
      />
      {differs ? <Notice tone="warning">{t('mailbox.differs', { address: chosen.address })}</Notice> : null}
      {form.failureText ? (
        <Notice tone="danger" live>
          {form.failureText}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" size="md" loading={form.busy} disabled={!chosen}>
          {t('next')}
        </Button>
      </div>
    </form>
  );
}
