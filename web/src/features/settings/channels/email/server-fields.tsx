import { Checkbox, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionDraft, ServerDraft } from './connection-draft.ts';
import styles from './email.module.css';

interface ServerFieldsProps {
  readonly draft: ConnectionDraft;
  readonly onChange: (draft: ConnectionDraft) => void;
}

/** The settings themselves, for who knows better than the proposal. The password of the mailbox stands elsewhere. */
export function ServerFields({ draft, onChange }: ServerFieldsProps) {
  const { t } = useTranslation('email');
  return (
    <div className={styles.fields}>
      <OneServer legend={t('fields.imap')} server={draft.imap} withUser onChange={(imap) => onChange({ ...draft, imap })} />
      <OneServer
        legend={t('fields.smtp')}
        server={draft.smtp}
        withUser={draft.ownSmtpLogin}
        onChange={(smtp) => onChange({ ...draft, smtp })}
      />
      <Checkbox
        label={t('fields.ownSmtpLogin')}
        checked={draft.ownSmtpLogin}
        onChange={(event) => onChange({ ...draft, ownSmtpLogin: event.currentTarget.checked })}
      />
      {draft.ownSmtpLogin ? (
        <PasswordInput
          label={t('fields.smtpPassword')}
          autoComplete="off"
          value={draft.smtp.password}
          visibilityToggleButtonProps={{ 'aria-label': t('servers.showPassword') }}
          onChange={(event) => onChange({ ...draft, smtp: { ...draft.smtp, password: event.currentTarget.value } })}
        />
      ) : null}
    </div>
  );
}

interface OneServerProps {
  readonly legend: string;
  readonly server: ServerDraft;
  readonly withUser: boolean;
  readonly onChange: (server: ServerDraft) => void;
}

/** Name, port and protection of one server, and who signs in there. */
export function OneServer({ legend, server, withUser, onChange }: OneServerProps) {
  const { t } = useTranslation('email');
  const securities = (['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: t(`fields.securities.${value}`) }));
  return (
    <fieldset className={styles.server}>
      <legend className={styles.legend}>{legend}</legend>
      <TextInput
        label={t('fields.host')}
        value={server.host}
        onChange={(event) => onChange({ ...server, host: event.currentTarget.value })}
      />
      <NumberInput
        label={t('fields.port')}
        value={server.port}
        min={1}
        max={65535}
        allowDecimal={false}
        hideControls
        onChange={(port) => onChange({ ...server, port: Number(port) })}
      />
      <Select
        label={t('fields.security')}
        data={securities}
        value={server.security}
        allowDeselect={false}
        onChange={(security) => security && onChange({ ...server, security: security as ServerDraft['security'] })}
      />
      {withUser ? (
        <TextInput
          className={styles.wide ?? ''}
          label={t('fields.user')}
          autoComplete="off"
          value={server.user}
          onChange={(event) => onChange({ ...server, user: event.currentTarget.value })}
        />
      ) : null}
    </fieldset>
  );
}
