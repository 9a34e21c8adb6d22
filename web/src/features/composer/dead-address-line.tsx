import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { IconMailX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { bounceKind } from '../../lib/tickets/bounce-kind.ts';
import styles from './composer.module.css';
import type { Recipients } from './use-send.ts';

/** Beside the button: mail to one of the recipients came back. It may still be sent: a full mailbox gets emptied. */
export function DeadAddressLine({ contact, recipients }: { readonly contact: Contact; readonly recipients: Recipients }) {
  const { t } = useTranslation('composer');
  const asked = new Set([...recipients.to, ...recipients.cc, ...recipients.bcc].map(({ address }) => address.toLowerCase()));
  const dead = contact.identities.find(({ value, undeliverable }) => undeliverable && asked.has(value.toLowerCase()));
  if (!dead?.undeliverable) return null;
  const reason = t(`tickets:bounce.${bounceKind(dead.undeliverable.code)}`).toLocaleLowerCase();
  return (
    <span className={styles.missing} role="status" title={dead.undeliverable.reason}>
      <IconMailX size={14} stroke={1.75} aria-hidden />
      {t('deadAddress', { address: dead.value, reason })}
    </span>
  );
}
