import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelName } from '../../lib/tickets/names.ts';
import { contactSuggestionsQuery } from '../../lib/tickets/ticket-queries.ts';
import { RecipientsInput } from '../../ui/writing/recipients-input.tsx';
import styles from './composer.module.css';
import { shownAs } from './shown-as.ts';
import type { Recipients } from './use-send.ts';

const FIELDS = ['to', 'cc', 'bcc'] as const;

interface ReplyRecipientsProps {
  readonly contact: Contact;
  readonly channel: ChannelAccount | undefined;
  readonly recipients: Recipients;
  readonly onChange: (change: Partial<Recipients>) => void;
}

/** The way a reply goes, in one line; opened, every address can be changed. */
export function ReplyRecipients({ contact, channel, recipients, onChange }: ReplyRecipientsProps) {
  const { t } = useTranslation('composer');
  const nameOf = useChannelName();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const suggestions = useQuery({ ...contactSuggestionsQuery(query), enabled: open && query.length > 1 }).data ?? [];
  const all = [...recipients.to, ...recipients.cc, ...recipients.bcc];
  const first = recipients.to[0];
  const line = channel
    ? t(first ? 'way' : 'wayNowhere', {
        channel: nameOf(channel.kind),
        to: first
          ? all.length > 1
            ? t('andMore', { first: shownAs(first, contact), count: all.length - 1 })
            : shownAs(first, contact)
          : '',
        from: channel.shownAddress,
      })
    : t('noChannel');
  const changeable = channel?.capabilities.recipients ?? false;
  return (
    <>
      {changeable ? (
        <UnstyledButton
          className={styles.way}
          aria-expanded={open}
          aria-label={t('changeRecipients', { line })}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.wayWords}>{line}</span>
          <IconChevronDown size={14} stroke={1.75} className={styles.chevron} aria-hidden />
        </UnstyledButton>
      ) : (
        <span className={styles.way}>
          <span className={styles.wayWords}>{line}</span>
        </span>
      )}
      {open && changeable ? (
        <div className={styles.recipients}>
          {FIELDS.map((field) => (
            <RecipientsInput
              key={field}
              label={t(`fields.${field}`)}
              value={recipients[field]}
              onChange={(value) => onChange({ [field]: value })}
              suggestions={suggestions}
              onQuery={setTyped}
            />
          ))}
        </div>
      ) : null}
    </>
  );
}
