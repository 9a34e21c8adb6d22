import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './side-sheet.module.css';
import type { SideSheetProps } from './side-sheet-props.ts';

/** Loaded at the first sheet; see `SideSheet`. */
export function SideSheetFrame({ opened, onClose, label, position = 'left', size, withTitle = true, children }: SideSheetProps) {
  const { t } = useTranslation('ui');
  return (
    <Drawer.Root opened={opened} onClose={onClose} position={position} size={size}>
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content aria-label={label}>
        {withTitle ? (
          <Drawer.Header>
            <Drawer.Title>{label}</Drawer.Title>
            <Drawer.CloseButton aria-label={t('close')} />
          </Drawer.Header>
        ) : null}
        <Drawer.Body className={withTitle ? '' : (styles.bare ?? '')}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
