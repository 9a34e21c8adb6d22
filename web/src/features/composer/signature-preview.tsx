import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { fillSignature, firstNameOf } from '@balie/shared/domain/signature.ts';
import { ActionIcon, Popover } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useShops } from '../../lib/tickets/names.ts';
import { RichTextView } from '../../ui/writing/rich-text-view.tsx';
import styles from './composer.module.css';

/** What will stand under the reply. The server adds it. */
export function SignaturePreview({ ticket }: { readonly ticket: Pick<TicketRow, 'shopId' | 'number' | 'contact'> }) {
  const { t } = useTranslation('composer');
  const me = useMe();
  const shop = useShops().get(ticket.shopId);
  const values = {
    'agent.name': me.agent.name,
    'agent.firstName': firstNameOf(me.agent.name),
    'shop.name': shop?.name ?? '',
    'ticket.number': String(ticket.number),
    'customer.name': ticket.contact.name,
  };
  const filled = fillSignature(values, shop?.signatureHtml ?? '', me.signatureHtml);
  if (!filled) return null;
  return (
    <Popover position="top-start" withinPortal shadow="md" width={300}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          className={styles.tool ?? ''}
          aria-label={t('signature')}
          title={t('signature')}
        >
          <IconSignature size={16} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.signature ?? ''}>
        <p className={styles.signatureHint}>{t('signatureHint')}</p>
        <RichTextView html={filled} />
      </Popover.Dropdown>
    </Popover>
  );
}
