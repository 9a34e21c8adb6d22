import { passwordResetConfirmation } from '@balie/shared/contracts/people.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/http.ts';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { AccessForm, PasswordField } from './access-form.tsx';
import styles from './access-frame.module.css';
import { AccessFrame } from './access-frame.tsx';
import { forgetEverything } from './enter.ts';

/** The link of a forgotten password: choose a new one; every session ended with it. */
export function ResetPasswordPage() {
  const { t } = useTranslation('access');
  const { token } = useParams({ from: '/reset-password/$token' });
  const [done, setDone] = useState(false);
  const form = useForm({
    schema: passwordResetConfirmation,
    initial: { password: '' },
    namespace: 'access',
    submit: async (values) => {
      await send('POST', `/api/password-resets/${encodeURIComponent(token)}`, values);
      forgetEverything();
      setDone(true);
    },
  });
  return (
    <AccessFrame title={t('reset.title')} lead={done ? undefined : t('reset.lead')}>
      {done ? (
        <Notice tone="success" live>
          {t('reset.done')}
        </Notice>
      ) : (
        <AccessForm onSubmit={form.onSubmit} failure={form.failureText} action={t('reset.action')} busy={form.busy}>
          <PasswordField
            label={t('newPassword')}
            hint={t('passwordHint')}
            autoComplete="new-password"
            autoFocus
            {...form.field('password')}
          />
        </AccessForm>
      )}
      <p className={styles.foot}>
        <Link to="/sign-in">{t('toSignIn')}</Link>
      </p>
    </AccessFrame>
  );
}
