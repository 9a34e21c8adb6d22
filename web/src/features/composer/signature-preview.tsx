import { ActionIcon, Popover } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useShops } from '../../lib/tickets/names.ts';
import { RichTextView } from '../../ui/writing/rich-text-view.tsx';
import styles from './composer.module.css';

/** What will stand under the reply. The server adds it. */
export function SignaturePreview({ shopId }: { readonly shopId: string }) {
  const { t } = useTranslation('composer');
  const me = useMe();
  const shop = useShops().get(shopId);
  const html = [shop?.signatureHtml ?? '', me.signatureHtml].filter((part) => part.trim() !== '').join('<br>');
  if (!html) return null;
  const filled = html
    .replaceAll(/\{\{\s*agent\.name\s*\}\}/g, escaped(me.agent.name))
    .replaceAll(/\{\{\s*shop\.name\s*\}\}/g, escaped(shop?.name ?? ''));
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

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
