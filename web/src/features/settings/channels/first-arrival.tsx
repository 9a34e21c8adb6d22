import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { IconMessageCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './arrival.module.css';
import { Arrival } from './arrival.tsx';

interface FirstArrivalProps {
  readonly arrived: TicketRow | undefined;
  readonly title: string;
  readonly open: string;
  readonly waiting: ReactNode;
  readonly icon?: ReactNode;
  /** What of it is shown; its first words unless said otherwise. */
  readonly shows?: 'preview' | 'subject';
}

/** The first message of a new channel: waited for, shown, and opened from there. */
export function FirstArrival({ arrived, title, open, waiting, icon, shows = 'preview' }: FirstArrivalProps) {
  return (
    <Arrival
      waiting={waiting}
      arrived={
        arrived && {
          icon: icon ?? <IconMessageCircleCheck size={20} stroke={1.75} aria-hidden />,
          words: (
            <>
              <strong>{title}</strong>
              <div className={styles.details}>
                {arrived.contact.name || arrived.contact.address} · {arrived[shows]}
              </div>
            </>
          ),
          action: (
            <Button
              renderRoot={(props) => <Link {...props} to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: arrived.number }} />}
            >
              {open}
            </Button>
          ),
        }
      }
    />
  );
}
