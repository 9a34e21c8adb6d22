import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import { Popover, UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { DeadlineChip } from '../../lib/deadlines/deadline-chip.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import styles from './ticket-fields.module.css';

// Asked for now and then: no part of the first load.
const TicketClocks = lazy(async () => ({ default: (await import('./ticket-clocks.tsx')).TicketClocks }));

/** What has to be met next; a click tells how every promise to this customer was kept, and when its clock stood still. */
export function TicketDeadlineField({ ticketId, deadline }: { readonly ticketId: string; readonly deadline: TicketDeadline }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton className={styles.field} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <DeadlineChip deadline={deadline} size={15} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<SkeletonText />}>{opened ? <TicketClocks ticketId={ticketId} deadline={deadline} /> : null}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
