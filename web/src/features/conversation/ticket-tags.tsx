import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { UnstyledButton } from '@mantine/core';
import { IconTag, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { asTag, useTagChoices } from '../../lib/tickets/use-choices.tsx';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './ticket-tags.module.css';

interface TicketTagsProps {
  readonly ticket: PersonalRow;
  readonly editable: boolean;
  readonly withKeys: boolean;
}

/** The tags of a ticket; put on and taken off by a few letters. */
export function TicketTags({ ticket, editable, withKeys }: TicketTagsProps) {
  const { t } = useTranslation('conversation');
  const actions = useTicketActions();
  const [opened, setOpened] = useState(false);
  const choices = useTagChoices(opened);
  useHotkey({ keys: 't', label: t('fields.tags'), group: t('group'), when: editable && withKeys, run: () => setOpened(true) });
  const toggle = (tag: string) => actions.change([ticket.id], ticket.tags.includes(tag) ? { removeTags: [tag] } : { addTags: [tag] });
  const own = ticket.tags.filter((tag) => !choices.some(({ value }) => value === tag)).map((tag) => ({ value: tag, label: tag }));
  return (
    <span className={styles.tags}>
      {ticket.tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
          {editable ? (
            <UnstyledButton className={styles.remove} aria-label={t('fields.untag', { tag })} onClick={() => toggle(tag)}>
              <IconX size={12} stroke={2} aria-hidden />
            </UnstyledButton>
          ) : null}
        </span>
      ))}
      {editable ? (
        <ChoiceMenu
          several
          opened={opened}
          onOpenedChange={setOpened}
          choices={[...own, ...choices]}
          selected={ticket.tags}
          search={t('fields.findTag')}
          create={(typed) => {
            const tag = asTag(typed);
            return tag ? { value: tag, label: t('fields.newTag', { tag }) } : undefined;
          }}
          onChoose={toggle}
        >
          <KeyHint label={t('fields.tags')} keys="t" disabled={opened}>
            <UnstyledButton
              className={styles.add}
              {...(ticket.tags.length > 0 ? { 'aria-label': t('fields.tags') } : {})}
              aria-haspopup="listbox"
              aria-expanded={opened}
              onClick={() => setOpened(!opened)}
            >
              <IconTag size={16} stroke={1.75} aria-hidden />
              {ticket.tags.length === 0 ? t('fields.tag') : null}
            </UnstyledButton>
          </KeyHint>
        </ChoiceMenu>
      ) : null}
    </span>
  );
}
