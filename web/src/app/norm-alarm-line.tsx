import type { NormAlert } from '@balie/shared/contracts/norms.ts';
import { UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { putAwayAlert } from '../lib/norms/norms.api.ts';
import { useShops } from '../lib/tickets/names.ts';
import { useExplain } from '../ui/explain.ts';
import { notify } from '../ui/notify.tsx';
import { AlarmBar } from './alarm-bar.tsx';
import styles from './channel-alarm.module.css';

/** One norm in danger, and how many others. */
export function NormAlarmLine({ alert, others }: { readonly alert: NormAlert; readonly others: number }) {
  const { t } = useTranslation('norms');
  const explain = useExplain('norms');
  const putAway = useMutation({ mutationFn: putAwayAlert, onError: (error) => notify.error(explain(error)) });
  const shops = useShops();
  const { label, shopName, name, step, id } = alert;
  const what = name === null ? label : `${t(`names.${name}`)} ${label}${shopName === null || shops.size < 2 ? '' : ` (${shopName})`}`;
  return (
    <AlarmBar>
      <span>
        {t(`alarm.${step}`, { name: what, label })} {others > 0 ? t('alarm.more', { count: others }) : null}
      </span>
      <Link className={styles.link} to="/norms">
        {t('alarm.look')}
      </Link>
      <UnstyledButton className={`${styles.link} ${styles.button}`} onClick={() => putAway.mutate(id)}>
        {t('alarm.putAway')}
      </UnstyledButton>
    </AlarmBar>
  );
}
