import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';
import type { FieldProps } from '../../ui/use-form.ts';
import styles from './access-frame.module.css';

interface AccessFormProps {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly failure?: ReactNode;
  readonly action: string;
  readonly busy: boolean;
  readonly blocked?: boolean;
  readonly children: ReactNode;
}

/** Fields under each other, what went wrong above the one button. */
export function AccessForm({ onSubmit, failure, action, busy, blocked = false, children }: AccessFormProps) {
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      {children}
      {failure ? (
        <Notice tone="danger" live>
          {failure}
        </Notice>
      ) : null}
      <Button type="submit" size="md" fullWidth loading={busy} disabled={blocked}>
        {action}
      </Button>
    </form>
  );
}

interface TextFieldProps extends FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly autoComplete: string;
  readonly type?: 'text' | 'email';
  readonly autoFocus?: boolean;
}

export function TextField({ hint, autoFocus, error, ...rest }: TextFieldProps) {
  return <TextInput size="md" description={hint} error={error} data-autofocus={autoFocus} autoFocus={autoFocus ?? false} {...rest} />;
}

/** A secret that can be looked at while it is typed. */
export function PasswordField({ hint, autoFocus, error, ...rest }: TextFieldProps) {
  const { t } = useTranslation('access');
  return (
    <PasswordInput
      size="md"
      description={hint}
      error={error}
      autoFocus={autoFocus ?? false}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      {...rest}
    />
  );
}
