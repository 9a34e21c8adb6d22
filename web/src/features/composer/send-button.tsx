import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../lib/tickets/status-icon.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './composer.module.css';

const THEN = ['pending', 'solved', 'open'] as const;

interface SendButtonProps {
  readonly onSend: (then?: (typeof THEN)[number]) => void;
  readonly blocked: boolean;
}

/** Sends, and says how the ticket stands afterwards. */
export function SendButton({ onSend, blocked }: SendButtonProps) {
  const { t } = useTranslation('composer');
  return (
    <Button.Group className={styles.sendGroup ?? ''} data-blocked={blocked || undefined}>
      <KeyHint label={t('sendHint')} keys="mod+Enter" position="top">
        <Button size="compact-md" className={styles.send ?? ''} onClick={() => onSend()}>
          {t('send')}
        </Button>
      </KeyHint>
      <Menu position="top-end" width={250}>
        <Menu.Target>
          <Button size="compact-md" className={styles.sendMore ?? ''} aria-label={t('sendAnd')}>
            <IconChevronDown size={15} stroke={1.75} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('sendAnd')}</Menu.Label>
          {THEN.map((status) => (
            <Menu.Item key={status} leftSection={<StatusIcon status={status} />} onClick={() => onSend(status)}>
              {t(`then.${status}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
