import { passwordResetRequest } from '@balie/shared/contracts/people.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/http.ts';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { AccessForm, TextField } from './access-form.tsx';
import styles from './access-frame.module.css';
import { AccessFrame } from './access-frame.tsx';

/** Asks for a link to choose a new password. Never tells whether the address is known here. */
export function ForgotPasswordPage() {
  const { t } = useTranslation('access');
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({
    schema: passwordResetRequest,
    initial: { email: '' },
    namespace: 'access',
    submit: async (values) => {
      await send('POST', '/api/password-resets', values);
      setSentTo(values.email);
    },
  });
  return (
    <AccessFrame title={t('forgot.title')} lead={sentTo ? undefined : t('forgot.lead')}>
      {sentTo ? (
        <Notice tone="success" live>
          {t('forgot.sent', { email: sentTo })}
        </Notice>
      ) : (
        <AccessForm onSubmit={form.onSubmit} failure={form.failureText} action={t('forgot.action')} busy={form.busy}>
          <TextField label={t('email')} type="email" autoComplete="username" autoFocus {...form.field('email')} />
        </AccessForm>
      )}
      <p className={styles.foot}>
        <Link to="/sign-in">{t('toSignIn')}</Link>
      </p>
    </AccessFrame>
  );
}
