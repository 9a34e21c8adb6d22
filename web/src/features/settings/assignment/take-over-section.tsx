import type { RoutingSettings } from '@balie/shared/contracts/routing.ts';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { houseOf, useSaveRouting } from './assignment.api.ts';

const MINUTES = [5, 15, 30, 60, 120, 240];
const WHERE = ['stay', 'pool', 'others'] as const;

/** What becomes of the tickets of who goes away. */
export function TakeOverSection({ routing }: { readonly routing: RoutingSettings }) {
  const { t } = useTranslation('assignment');
  const save = useSaveRouting();
  const { takeOver } = routing;
  const minutes = takeOver?.afterMinutes ?? 15;
  const known = MINUTES.includes(minutes) ? MINUTES : [...MINUTES, minutes].sort((one, other) => one - other);
  const put = (to: (typeof WHERE)[number], afterMinutes: number) =>
    save.mutate({ path: 'settings', body: { ...houseOf(routing), takeOver: to === 'stay' ? null : { to, afterMinutes } } });
  const where = takeOver?.to ?? 'stay';
  return (
    <Section title={t('takeOver')}>
      <Card>
        <Setting
          label={
            <Trans
              t={t}
              i18nKey={takeOver ? 'takeOverSentence' : 'staySentence'}
              components={{
                where: (
                  <Choice
                    label={t('whereLabel')}
                    value={where}
                    options={WHERE.map((value) => ({ value, label: t(`where.${value}`) }))}
                    onChange={(to) => put(to, minutes)}
                  />
                ),
                minutes: (
                  <Choice
                    label={t('minutesLabel')}
                    value={String(minutes)}
                    options={known.map((count) => ({ value: String(count), label: t('minutes', { count }) }))}
                    onChange={(value) => put(where, Number(value))}
                  />
                ),
              }}
            />
          }
          hint={t(`whereHint.${where}`)}
        />
      </Card>
    </Section>
  );
}
