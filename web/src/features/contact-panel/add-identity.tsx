import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useExplain } from '../../ui/explain.ts';
import styles from './identities.module.css';
import { addIdentity, holderOf, useContactMoves } from './use-contact-moves.ts';

/** Writes down an address or number that the team learned of. What belongs to another customer offers to merge the two. */
export function AddIdentity({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('contact-panel');
  const explain = useExplain('contact-panel');
  const moves = useContactMoves(contact.id);
  const [typed, setTyped] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const refocus = useRef(false);
  const add = useMutation({
    mutationFn: (value: string) => addIdentity(contact.id, { kind: value.includes('@') ? 'email' : 'phone', value }),
    onSuccess: () => close(),
  });
  useEffect(() => {
    if (typed === undefined && refocus.current) {
      refocus.current = false;
      button.current?.focus();
    }
  }, [typed]);
  const close = () => {
    refocus.current = true;
    setTyped(undefined);
    add.reset();
  };
  if (typed === undefined) {
    return (
      <UnstyledButton ref={button} className={styles.add} onClick={() => setTyped('')}>
        <IconPlus size={15} stroke={1.75} aria-hidden />
        {t('add.open')}
      </UnstyledButton>
    );
  }
  const holder = holderOf(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = typed.trim();
    if (value === '') close();
    else if (!add.isPending) add.mutate(value);
  };
  return (
    <form className={styles.adding} onSubmit={submit}>
      <TextInput
        autoFocus
        size="sm"
        aria-label={t('add.label')}
        placeholder={t('add.placeholder')}
        value={typed}
        maxLength={320}
        error={add.error ? (holder ? t('add.taken', { name: holder.name }) : explain(add.error)) : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          add.reset();
        }}
        onBlur={() => {
          if (typed.trim() === '') setTyped(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          close();
        }}
      />
      {holder ? (
        <Button size="compact-sm" variant="default" className={styles.offer ?? ''} onClick={() => void moves.merge(holder).then(close)}>
          {t('same.mergeWith', { name: holder.name })}
        </Button>
      ) : typed.trim() ? (
        <Button type="submit" size="compact-sm" variant="default" className={styles.offer ?? ''} loading={add.isPending}>
          {t('add.save')}
        </Button>
      ) : null}
    </form>
  );
}
