import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useExplain } from '../../ui/explain.ts';
import { InlineText } from '../../ui/inline-text.tsx';
import { notify } from '../../ui/notify.tsx';
import styles from './contact-panel.module.css';
import { useUpdateContact } from './use-update-contact.ts';

/** The customer's name, put right in place. */
export function ContactName({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('contact-panel');
  const explain = useExplain('contact-panel');
  const update = useUpdateContact(contact.id);
  const mayChange = useAllowed('contacts:update');
  const shown = update.isPending ? (update.variables.changes.name ?? contact.name) : contact.name;
  return (
    <span className={styles.name}>
      <InlineText
        value={shown || contact.identities[0]?.value || t('nameless')}
        label={t('rename')}
        maxLength={200}
        disabled={!mayChange}
        onSave={(name) =>
          update.mutate({ changes: { name }, version: contact.version }, { onError: (error) => notify.error(explain(error)) })
        }
      />
    </span>
  );
}
