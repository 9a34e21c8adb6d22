import type { EmailProposal } from '@balie/shared/contracts/channels.ts';
import { Button, PasswordInput, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { type ConnectionDraft, toConnection } from './connection-draft.ts';
import { testEmail } from './email.api.ts';
import styles from './email.module.css';
import { ForwardInstead } from './forward-instead.tsx';
import { ServerFields } from './server-fields.tsx';
import { SignInChoice } from './sign-in-choice.tsx';
import { TestReport } from './test-report.tsx';

interface ServerStepProps {
  readonly draft: ConnectionDraft;
  readonly proposal: EmailProposal;
  readonly shopId: string;
  readonly onChange: (draft: ConnectionDraft) => void;
  readonly onBack: () => void;
  /** @param messageCount mails in the inbox, when the server told */
  readonly onWorks: (messageCount: number | null) => void;
}

/** Step 2: the proposed settings as a sentence, the password, and a live test of both ways. */
export function ServerStep({ draft, proposal, shopId, onChange, onBack, onWorks }: ServerStepProps) {
  const { t, i18n } = useTranslation('email');
  const explain = useExplain('email');
  const [editing, setEditing] = useState(false);
  const [missing, setMissing] = useState(false);
  const test = useMutation({
    mutationFn: testEmail,
    onSuccess: (result) => {
      if (result.ok) onWorks(result.messageCount);
    },
  });
  const change = (next: ConnectionDraft) => {
    test.reset();
    onChange(next);
  };
  const hintKey = `hint.${proposal.hint}`;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(draft.imap.password === '');
        if (draft.imap.password !== '' && !test.isPending) test.mutate(toConnection(draft));
      }}
    >
      {proposal.signIn ? <SignInChoice provider={proposal.signIn} address={draft.address} shopId={shopId} /> : null}
      <p className={styles.sentence}>
        <Trans
          t={t}
          i18nKey={proposal.provider ? 'servers.known' : 'servers.guessed'}
          values={{ provider: proposal.provider, imap: draft.imap.host, smtp: draft.smtp.host, user: draft.imap.user }}
          components={{ b: <strong /> }}
        />{' '}
        <UnstyledButton className={styles.link} aria-expanded={editing} onClick={() => setEditing(!editing)}>
          {t(editing ? 'servers.hide' : 'servers.edit')}
        </UnstyledButton>
      </p>
      {editing ? <ServerFields draft={draft} onChange={change} /> : null}
      {proposal.hint && i18n.exists(`email:${hintKey}`) ? <Notice tone="info">{t(hintKey)}</Notice> : null}
      <PasswordInput
        size="md"
        label={t('servers.password', { address: draft.imap.user })}
        description={t('servers.passwordHint')}
        autoComplete="off"
        autoFocus={!proposal.signIn}
        value={draft.imap.password}
        error={missing && draft.imap.password === '' ? t('servers.passwordMissing') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('servers.showPassword') }}
        onChange={(event) => change({ ...draft, imap: { ...draft.imap, password: event.currentTarget.value } })}
      />
      {proposal.forwarding ? <ForwardInstead address={draft.address} shopId={shopId} /> : null}
      <TestReport draft={draft} testing={test.isPending} result={test.data} />
      {test.isError ? (
        <Notice tone="danger" live>
          {explain(test.error)}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button variant="default" size="md" onClick={onBack}>
          {t('back')}
        </Button>
        <Button type="submit" size="md" loading={test.isPending}>
          {t(test.data || test.isError ? 'servers.again' : 'servers.test')}
        </Button>
      </div>
    </form>
  );
}
