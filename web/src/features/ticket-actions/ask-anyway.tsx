import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import styles from './ask-anyway.module.css';

/** Says what a ticket became under another's hand, and offers to do it all the same. */
export function askAnyway(message: string, action: string, run: () => void): void {
  const id = notifications.show({
    withBorder: true,
    autoClose: 15_000,
    color: 'yellow',
    role: 'alert',
    classNames: { root: styles.toast ?? '' },
    message: (
      <span className={styles.words}>
        {message}
        <Button
          size="compact-sm"
          variant="light"
          className={styles.action ?? ''}
          onClick={() => {
            notifications.hide(id);
            run();
          }}
        >
          {action}
        </Button>
      </span>
    ),
  });
}
