import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { needSettingsTexts } from '../lib/i18n.ts';
import { normAlertsQuery, useLiveNorms } from '../lib/norms/norms.api.ts';

const Line = lazy(async () => {
  const [{ NormAlarmLine }] = await Promise.all([import('./norm-alarm-line.tsx'), needSettingsTexts()]);
  return { default: NormAlarmLine };
});

/** Says to leads that a norm is in danger, until they have seen it. */
export function NormAlarm() {
  useLiveNorms();
  const alerts = useQuery(normAlertsQuery).data ?? [];
  const [first] = alerts;
  return first ? (
    <Suspense>
      <Line alert={first} others={alerts.length - 1} />
    </Suspense>
  ) : null;
}
