import type { ViewSort } from '@balie/shared/contracts/tickets.ts';
import { Menu, UnstyledButton } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './list-header.module.css';

const SORTS = ['newest', 'waiting', 'due'] as const satisfies readonly ViewSort[];

interface ListHeaderProps {
  readonly title: string;
  readonly count: ReactNode;
  readonly sort: ViewSort;
  readonly onSort: (sort: ViewSort) => void;
  /** Further actions at the right, such as a new ticket. */
  readonly children?: ReactNode;
}

/** What the list is, how much it holds, and how it is sorted. */
export function ListHeader({ title, count, sort, onSort, children }: ListHeaderProps) {
  const { t } = useTranslation('ticket-list');
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>
        {title}
        <span className={styles.count}>{count}</span>
      </h1>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <UnstyledButton className={styles.sort} aria-label={t('sortedBy', { sort: t(`sort.${sort}`) })}>
            {t(`sort.${sort}`)}
            <IconSelector size={14} stroke={1.75} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={sort} onChange={(chosen) => onSort(chosen as ViewSort)}>
            {SORTS.map((one) => (
              <Menu.RadioItem key={one} value={one} closeMenuOnClick>
                {t(`sort.${one}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      {children}
    </header>
  );
}
