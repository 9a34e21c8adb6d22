import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnectionState } from '../lib/realtime.ts';
import styles from './connection-bar.module.css';

/** A blink of the network is nobody's business. */
const PATIENCE_MS = 1_500;

/** One quiet bar while there is no live connection; what is on screen stays usable. */
export function ConnectionBar() {
  const { t } = useTranslation('app');
  const lost = useConnectionState() === 'lost';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  return (
    <div role="status">
      {shown ? (
        <p className={styles.bar}>
          <IconCloudOff size={16} stroke={1.75} aria-hidden />
          {t('connectionLost')}
        </p>
      ) : null}
    </div>
  );
}
