import type { OrderTask } from '@balie/shared/contracts/orders.ts';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v4 as newId } from 'uuid';
import { Dialog } from '../../ui/dialog.tsx';
import { useExplain } from '../../ui/explain.ts';
import styles from './orders.module.css';
import { startAction } from './orders.queries.ts';

interface AskFirstProps {
  readonly orderId: string;
  readonly opened: boolean;
  /** Names the thing. */
  readonly title: string;
  /** The verb. */
  readonly action: string;
  readonly task: OrderTask;
  readonly disabled?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks once before what the shop cannot take back, and has it done. */
export function AskFirst({ orderId, opened, title, action, task, disabled = false, onClose, children }: AskFirstProps) {
  const { t } = useTranslation('orders');
  const explain = useExplain('orders');
  // Pressed again after a lost connection it is the same request, unless something else was chosen meanwhile.
  const [key, setKey] = useState({ id: newId(), for: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setFailure(undefined);
    const meant = JSON.stringify(task);
    const id = key.for === '' || key.for === meant ? key.id : newId();
    setKey({ id, for: meant });
    try {
      await startAction(orderId, id, task);
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <div className={styles.question}>{children}</div>
      {failure === undefined ? null : (
        <p className={styles.refused} role="alert">
          {explain(failure)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('notNow')}
        </Button>
        <Button loading={busy} disabled={disabled} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
