import { Button } from '@mantine/core';
import { type NotificationData, notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';
import styles from './notify.module.css';

const UNDO_MS = 5_000;

function show(data: NotificationData): string {
  return notifications.show({
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    classNames: { root: styles.toast ?? '' },
    ...data,
  });
}

/** Short words at the foot of the screen. What stands next to the thing itself is better; use these when the thing is gone. */
export const notify = {
  success(message: string): void {
    show({ message, icon: <IconCheck size={16} />, color: 'teal', autoClose: 4_000 });
  },

  /** Stays until closed: an error that disappears by itself is missed. */
  error(message: string): void {
    show({ message, icon: <IconAlertTriangle size={16} />, color: 'red', autoClose: 12_000, role: 'alert' });
  },

  /**
   * Done already, and taken back on demand for five seconds. `settled` runs once when the offer ends unused.
   * Returns a function that withdraws the offer.
   */
  undo(message: string, undo: () => void, settled?: () => void): () => void {
    let used = false;
    const id = show({
      autoClose: UNDO_MS,
      onClose: () => {
        if (!used) settled?.();
      },
      message: (
        <span className={styles.undo}>
          {message}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              used = true;
              notifications.hide(id);
              undo();
            }}
          >
            {i18next.t('ui:undo')}
          </Button>
        </span>
      ),
    });
    return () => {
      used = true;
      notifications.hide(id);
    };
  },
};
