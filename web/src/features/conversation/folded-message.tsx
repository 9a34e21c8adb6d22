import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './folded-message.module.css';

/** What a mail server wrote: its news stand with the answer it is about, its own words only when asked for. */
export function FoldedMessage({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('conversation');
  const [open, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton className={styles.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'folded.hide' : 'folded.show')}
      </UnstyledButton>
      {open ? children : null}
    </>
  );
}
