import { acceptInvitationRequest } from '@balie/shared/contracts/people.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/http.ts';
import { useExplain } from '../../ui/explain.ts';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { useForm } from '../../ui/use-form.ts';
import { invitationQuery } from './access.queries.ts';
import { AccessForm, PasswordField, TextField } from './access-form.tsx';
import styles from './access-frame.module.css';
import { AccessFrame } from './access-frame.tsx';
import { forgetEverything } from './enter.ts';

/** A colleague follows the link of an invitation and becomes one of the team. */
export function InvitationPage() {
  const { t } = useTranslation('access');
  const { token } = useParams({ from: '/invitation/$token' });
  const offer = useQuery(invitationQuery(token));
  const explain = useExplain('access');
  if (offer.isPending) {
    return (
      <AccessFrame title={t('invitation.loading')}>
        <SkeletonText />
      </AccessFrame>
    );
  }
  if (offer.isError) {
    return (
      <AccessFrame title={t('invitation.gone')} lead={explain(offer.error)}>
        <p className={styles.foot}>
          <Link to="/sign-in">{t('toSignIn')}</Link>
        </p>
      </AccessFrame>
    );
  }
  const { organisationName, email, role, invitedBy } = offer.data;
  return (
    <AccessFrame
      title={t('invitation.title', { organisation: organisationName })}
      lead={t('invitation.lead', { inviter: invitedBy, role: t(`role.${role}`), email })}
    >
      <AcceptForm token={token} email={email} />
    </AccessFrame>
  );
}

function AcceptForm({ token, email }: { readonly token: string; readonly email: string }) {
  const { t, i18n } = useTranslation('access');
  const navigate = useNavigate();
  const form = useForm({
    schema: acceptInvitationRequest,
    initial: { name: '', password: '' },
    namespace: 'access',
    submit: async (values) => {
      await send('POST', `/api/invitations/by-token/${encodeURIComponent(token)}/accept`, { ...values, locale: i18n.language });
      forgetEverything();
      await navigate({ to: '/' });
    },
  });
  return (
    <AccessForm onSubmit={form.onSubmit} failure={form.failureText} action={t('invitation.action')} busy={form.busy}>
      {/* So that a password manager stores the password with its address. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField label={t('setup.name')} autoComplete="name" autoFocus {...form.field('name')} />
      <PasswordField label={t('newPassword')} hint={t('passwordHint')} autoComplete="new-password" {...form.field('password')} />
    </AccessForm>
  );
}
