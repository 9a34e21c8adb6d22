import { type Contact, contactGroup } from '@balie/shared/contracts/contacts.ts';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { contactGroupsQuery } from '../../lib/tickets/ticket-queries.ts';
import { useExplain } from '../../ui/explain.ts';
import { Labels } from '../../ui/labels.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './contact-panel.module.css';
import { contactNow, useUpdateContact } from './use-update-contact.ts';

/** The groups a customer is in: what is promised may differ by them. */
export function ContactGroups({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('contact-panel');
  const explain = useExplain('contact-panel');
  const editable = useAllowed('contacts:update');
  const update = useUpdateContact(contact.id);
  const [opened, setOpened] = useState(false);
  const known = useQuery({ ...contactGroupsQuery, enabled: opened }).data ?? [];
  const toggle = (group: string) => {
    const changed = ({ groups }: Contact) => ({
      groups: groups.includes(group) ? groups.filter((one) => one !== group) : [...groups, group],
    });
    update.mutate(
      { changes: changed(contact), version: contact.version },
      {
        onError: (error) => {
          // A colleague changed something else of them: this one group follows.
          const now = contactNow(error);
          if (now) update.mutate({ changes: changed(now), version: now.version });
        },
      },
    );
  };
  if (!editable && contact.groups.length === 0) return null;
  return (
    <div className={styles.groups}>
      <Labels
        labels={update.isPending ? (update.variables.changes.groups ?? contact.groups) : contact.groups}
        icon={<IconUsersGroup size={16} stroke={1.75} aria-hidden />}
        words={{
          name: t('groups.name'),
          add: t('groups.add'),
          search: t('groups.search'),
          remove: (group) => t('groups.remove', { group }),
        }}
        choices={known.map(({ name, count }) => ({ value: name, label: name, hint: String(count) }))}
        create={(typed) => {
          const group = contactGroup.safeParse(typed).data;
          return group ? { value: group, label: t('groups.create', { group }) } : undefined;
        }}
        onToggle={toggle}
        onOpenedChange={setOpened}
        {...{ editable, opened }}
      />
      {update.isError && !contactNow(update.error) ? (
        <Notice tone="danger" live>
          {explain(update.error)}
        </Notice>
      ) : null}
    </div>
  );
}
