import { setupRequest } from '@balie/shared/contracts/people.ts';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/http.ts';
import { useForm } from '../../ui/use-form.ts';
import { setupQuery } from './access.queries.ts';
import { AccessForm, PasswordField, TextField } from './access-form.tsx';
import styles from './access-frame.module.css';
import { AccessFrame } from './access-frame.tsx';
import { forgetEverything } from './enter.ts';

/** The very first screen of an installation: the company, its shop and its owner in one go. */
export function SetupPage() {
  const { t, i18n } = useTranslation('access');
  const navigate = useNavigate();
  const setup = useQuery(setupQuery);
  const [shopNamed, setShopNamed] = useState(false);
  const form = useForm({
    schema: setupRequest,
    initial: { organisationName: '', shopName: '', name: '', email: '', password: '' },
    namespace: 'access',
    submit: async (values) => {
      await send('POST', '/api/setup', { ...values, locale: i18n.language });
      forgetEverything();
      await navigate({ to: '/settings/$section/$item', params: { section: 'channels', item: 'new' } });
    },
  });
  if (setup.data && !setup.data.needed) return <Navigate to="/sign-in" replace />;
  const company = form.field('organisationName');
  const shop = form.field('shopName');
  return (
    <AccessFrame title={t('setup.title')} lead={t('setup.lead')}>
      <AccessForm onSubmit={form.onSubmit} failure={form.failureText} action={t('setup.action')} busy={form.busy}>
        <div className={styles.pair}>
          <TextField
            label={t('setup.company')}
            autoComplete="organization"
            autoFocus
            {...company}
            onChange={(event) => {
              company.onChange(event);
              // Most companies are their one shop.
              if (!shopNamed) form.set('shopName', event.currentTarget.value);
            }}
          />
          <TextField
            label={t('setup.shop')}
            autoComplete="off"
            {...shop}
            onChange={(event) => {
              setShopNamed(true);
              shop.onChange(event);
            }}
          />
        </div>
        <TextField label={t('setup.name')} autoComplete="name" {...form.field('name')} />
        <TextField label={t('email')} type="email" autoComplete="username" {...form.field('email')} />
        <PasswordField label={t('newPassword')} hint={t('passwordHint')} autoComplete="new-password" {...form.field('password')} />
      </AccessForm>
    </AccessFrame>
  );
}
