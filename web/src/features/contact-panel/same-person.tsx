import type { Contact, SamePerson as Suggestion } from '@balie/shared/contracts/contacts.ts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { samePeopleQuery } from '../../lib/tickets/ticket-queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import styles from './same-person.module.css';
import { type ContactMoves, useContactMoves } from './use-contact-moves.ts';

/** Asks whether another customer is this one. Both answers can be taken back, so neither is asked twice. */
export function SamePerson({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('contact-panel');
  const mayChange = useAllowed('contacts:update');
  const { data } = useQuery({ ...samePeopleQuery(contact.id), enabled: mayChange });
  const moves = useContactMoves(contact.id);
  const [answered, setAnswered] = useState<string>();
  const answer = (how: 'merge' | 'tellApart', other: Suggestion['contact']) => {
    setAnswered(other.id);
    void moves[how](other).finally(() => setAnswered(undefined));
  };
  const asked = data?.filter((item) => item.contact.id !== answered) ?? [];
  if (asked.length === 0) return null;
  return (
    <section className={styles.same} aria-label={t('same.title')}>
      <h3 className={styles.title}>{t('same.title')}</h3>
      {asked.map((item) => (
        <Question key={item.contact.id} item={item} onAnswer={answer} />
      ))}
    </section>
  );
}

interface QuestionProps {
  readonly item: Suggestion;
  readonly onAnswer: (how: keyof Pick<ContactMoves, 'merge' | 'tellApart'>, other: Suggestion['contact']) => void;
}

function Question({ item: { contact: other, reason, evidence }, onAnswer }: QuestionProps) {
  const { t } = useTranslation('contact-panel');
  const name = other.name || other.addresses[0] || t('nameless');
  const person = { ...other, name };
  const addresses = other.addresses.filter((address) => address !== name && address !== evidence);
  return (
    <div className={styles.question}>
      <div className={styles.who}>
        <Avatar name={name} seed={other.id} size={24} />
        <span className={styles.name}>{name}</span>
        <span className={styles.count}>{t('same.tickets', { count: other.ticketCount })}</span>
      </div>
      <p className={styles.why}>{t(`same.${reason}`, { evidence })}</p>
      {addresses.map((address) => (
        <p key={address} className={styles.address}>
          {address}
        </p>
      ))}
      <div className={styles.answers}>
        <Button size="compact-sm" variant="default" aria-label={t('same.mergeWith', { name })} onClick={() => onAnswer('merge', person)}>
          {t('same.merge')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t('same.noWith', { name })}
          onClick={() => onAnswer('tellApart', person)}
        >
          {t('same.no')}
        </Button>
      </div>
    </div>
  );
}
