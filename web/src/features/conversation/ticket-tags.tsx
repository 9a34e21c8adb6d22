import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { asTag, useTagChoices } from '../../lib/tickets/use-choices.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { Labels } from '../../ui/labels.tsx';

interface TicketTagsProps {
  readonly ticket: PersonalRow;
  readonly editable: boolean;
  readonly withKeys: boolean;
}

/** The tags of a ticket. */
export function TicketTags({ ticket, editable, withKeys }: TicketTagsProps) {
  const { t } = useTranslation('conversation');
  const actions = useTicketActions();
  const [opened, setOpened] = useState(false);
  const choices = useTagChoices(opened);
  useHotkey({ keys: 't', label: t('fields.tags'), group: t('group'), when: editable && withKeys, run: () => setOpened(true) });
  return (
    <Labels
      labels={ticket.tags}
      keys="t"
      icon={<IconTag size={16} stroke={1.75} aria-hidden />}
      words={{
        name: t('fields.tags'),
        add: t('fields.tag'),
        search: t('fields.findTag'),
        remove: (tag) => t('fields.untag', { tag }),
      }}
      create={(typed) => {
        const tag = asTag(typed);
        return tag ? { value: tag, label: t('fields.newTag', { tag }) } : undefined;
      }}
      onToggle={(tag) => actions.change([ticket.id], ticket.tags.includes(tag) ? { removeTags: [tag] } : { addTags: [tag] })}
      {...{ editable, choices, opened }}
      onOpenedChange={setOpened}
    />
  );
}
