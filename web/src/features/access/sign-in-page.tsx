import { signInRequest } from '@balie/shared/contracts/people.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, send } from '../../lib/http.ts';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { setupQuery } from './access.queries.ts';
import { AccessForm, PasswordField, TextField } from './access-form.tsx';
import styles from './access-frame.module.css';
import { AccessFrame } from './access-frame.tsx';
import { forgetEverything, safeReturn } from './enter.ts';
import { clock, useCountdown } from './use-countdown.ts';

/** The door. Says how long to wait when too many tries went wrong. */
export function SignInPage() {
  const { t } = useTranslation('access');
  const router = useRouter();
  const { back, ended } = useSearch({ from: '/sign-in' });
  const setup = useQuery(setupQuery);
  const [blockedUntil, setBlockedUntil] = useState<number>();
  const wait = useCountdown(blockedUntil);
  const form = useForm({
    schema: signInRequest,
    initial: { email: '', password: '' },
    namespace: 'access',
    submit: async (values) => {
      try {
        await send('POST', '/api/session', values);
      } catch (error) {
        const seconds = error instanceof ApiError ? error.problem.meta?.['retryAfterSeconds'] : undefined;
        if (typeof seconds === 'number') setBlockedUntil(Date.now() + seconds * 1000);
        throw error;
      }
      forgetEverything();
      router.history.push(safeReturn(back));
    },
  });
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  const slowedDown = blockedUntil !== undefined && form.failure instanceof ApiError && form.failure.status === 429;
  const failure = slowedDown ? wait > 0 ? <SlowDown seconds={wait} /> : undefined : form.failureText;
  return (
    <AccessFrame title={t('signIn.title')} lead={t('signIn.lead')}>
      {ended && !form.failure ? (
        <div className={styles.above}>
          <Notice tone="info">{t('signIn.ended')}</Notice>
        </div>
      ) : null}
      <AccessForm onSubmit={form.onSubmit} failure={failure} action={t('signIn.action')} busy={form.busy} blocked={wait > 0}>
        <TextField label={t('email')} type="email" autoComplete="username" autoFocus {...form.field('email')} />
        <PasswordField label={t('password')} autoComplete="current-password" {...form.field('password')} />
      </AccessForm>
      <p className={styles.foot}>
        <Link to="/forgot-password">{t('signIn.forgot')}</Link>
      </p>
    </AccessFrame>
  );
}

function SlowDown({ seconds }: { readonly seconds: number }) {
  const { t } = useTranslation('access');
  return (
    <>
      {t('signIn.slowDown')} <span className="tabular">{t('signIn.again', { time: clock(seconds) })}</span>
    </>
  );
}
