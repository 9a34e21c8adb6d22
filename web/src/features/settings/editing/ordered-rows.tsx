import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/page.tsx';
import styles from './rows.module.css';

interface Ordered {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

interface OrderedRowsProps<Item extends Ordered> {
  readonly items: readonly Item[];
  /** All ids, as they are to stand. */
  readonly onOrder: (ids: readonly string[]) => void;
  readonly children: (item: Item) => ReactNode;
}

/** Things that are tried one after the other: dragged by the grip, moved by its arrow keys, or by its menu. */
export function OrderedRows<Item extends Ordered>({ items, onOrder, children }: OrderedRowsProps<Item>) {
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const move = (from: number, to: number) => {
    const ids = items.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved && from !== to && to >= 0 && to < items.length) onOrder(ids.toSpliced(to, 0, moved));
  };
  const letGo = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  return (
    <Card>
      <ol className={styles.list}>
        {items.map((item, index) => (
          <li
            key={item.id}
            className={styles.row}
            data-off={!item.active || undefined}
            data-over={(dragged !== undefined && over === index && over !== dragged) || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(index);
            }}
            onDrop={() => {
              if (dragged !== undefined) move(dragged, index);
              letGo();
            }}
          >
            {items.length > 1 ? (
              <>
                <Grip
                  name={item.name}
                  place={index + 1}
                  of={items.length}
                  onMove={(step) => move(index, index + step)}
                  onGrab={() => setDragged(index)}
                  onLetGo={letGo}
                />
                <span className={styles.place} aria-hidden>
                  {index + 1}
                </span>
              </>
            ) : null}
            {children(item)}
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface GripProps {
  readonly name: string;
  readonly place: number;
  readonly of: number;
  readonly onMove: (step: 1 | -1) => void;
  readonly onGrab: () => void;
  readonly onLetGo: () => void;
}

function Grip({ name, place, of, onMove, onGrab, onLetGo }: GripProps) {
  const { t } = useTranslation('editing');
  const [opened, setOpened] = useState(false);
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start">
      <Menu.Target>
        <Tooltip label={t('move')} disabled={opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            className={styles.grip ?? ''}
            aria-label={t('moveNamed', { name, place })}
            draggable
            onDragStart={onGrab}
            onDragEnd={onLetGo}
            onKeyDown={step}
          >
            <IconGripVertical size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={16} stroke={1.75} />} disabled={place === 1} onClick={() => onMove(-1)}>
          {t('up')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} stroke={1.75} />} disabled={place === of} onClick={() => onMove(1)}>
          {t('down')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
