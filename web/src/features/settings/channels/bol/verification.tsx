import type { BolMailSettings } from '@balie/shared/contracts/bol-mail.ts';
import { Button } from '@mantine/core';
import { IconExternalLink, IconMailCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import arrival from '../arrival.module.css';
import styles from './bol.module.css';

interface VerificationProps {
  readonly settings: BolMailSettings;
  /** Say also that it has not come yet. */
  readonly waits?: boolean;
}

/** The mail in which bol asks to confirm the address. Its link is shown, never followed by us. */
export function Verification({ settings: { verification }, waits = false }: VerificationProps) {
  const { t } = useTranslation('bol');
  if (!verification && !waits) return null;
  return (
    <div role="status" className={arrival.arrival} data-arrived={verification !== null}>
      {verification ? (
        <>
          <IconMailCheck size={20} stroke={1.75} className={arrival.good} aria-hidden />
          <div className={arrival.words}>
            <strong>{t('verification.came')}</strong> <RelativeTime at={verification.at} style="long" />
            {verification.code ? (
              <div>
                {t('verification.code')} <span className={styles.code}>{verification.code}</span>
              </div>
            ) : null}
            {verification.code === null && verification.link === null ? <div>{t('verification.neither')}</div> : null}
          </div>
          {verification.link ? (
            <Button
              component="a"
              href={verification.link}
              target="_blank"
              rel="noopener noreferrer"
              rightSection={<IconExternalLink size={15} stroke={1.75} />}
            >
              {t('verification.open')}
            </Button>
          ) : null}
        </>
      ) : (
        <>
          <span className={arrival.waiting} aria-hidden />
          <div className={arrival.words}>{t('verification.waiting')}</div>
        </>
      )}
    </div>
  );
}
