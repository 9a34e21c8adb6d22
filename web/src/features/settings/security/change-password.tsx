import { changePasswordRequest } from '@balie/shared/contracts/people.ts';
import { Button, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { send } from '../../../lib/http.ts';
import { useMe } from '../../../lib/me.ts';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Section } from '../../../ui/page.tsx';
import { useForm } from '../../../ui/use-form.ts';
import styles from './change-password.module.css';

export function ChangePassword() {
  const { t } = useTranslation('security');
  const { agent } = useMe();
  const form = useForm({
    schema: changePasswordRequest,
    initial: { current: '', next: '' },
    namespace: 'security',
    submit: async (values) => {
      await send('POST', '/api/me/password', values);
      form.set('current', '');
      form.set('next', '');
      notify.success(t('changed'));
    },
  });
  const eye = { 'aria-label': t('show') };
  return (
    <Section title={t('password')} description={t('passwordDescription')}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={agent.email} readOnly />
        <PasswordInput label={t('current')} autoComplete="current-password" visibilityToggleButtonProps={eye} {...form.field('current')} />
        <PasswordInput
          label={t('next')}
          description={t('nextHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={eye}
          {...form.field('next')}
        />
        {form.failureText ? (
          <Notice tone="danger" live>
            {form.failureText}
          </Notice>
        ) : null}
        <Button type="submit" loading={form.busy} className={styles.submit ?? ''}>
          {t('change')}
        </Button>
      </form>
    </Section>
  );
}
