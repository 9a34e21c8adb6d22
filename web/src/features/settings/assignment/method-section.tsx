import { type AssignmentMethod, assignmentMethod, type RoutingSettings } from '@balie/shared/contracts/routing.ts';
import { Trans, useTranslation } from 'react-i18next';
import { useTeams } from '../../../lib/tickets/names.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { houseOf, useSaveRouting } from './assignment.api.ts';

const AS_THE_HOUSE = 'house';

/** Who gets a ticket that nobody has; teams may do it their own way. */
export function MethodSection({ routing }: { readonly routing: RoutingSettings }) {
  const { t } = useTranslation('assignment');
  const teams = useTeams();
  const save = useSaveRouting();
  const methods = assignmentMethod.options.map((value) => ({ value, label: t(`method.${value}`) }));
  const ofTeam = new Map(routing.teams.map(({ teamId, method }) => [teamId, method]));
  return (
    <Section title={t('methods')} description={t('methodsHint')}>
      <Card>
        <Setting
          label={
            <Trans
              t={t}
              i18nKey="houseMethod"
              components={{
                value: (
                  <Choice
                    label={t('methods')}
                    value={routing.method}
                    options={methods}
                    onChange={(method) => save.mutate({ path: 'settings', body: { ...houseOf(routing), method } })}
                  />
                ),
              }}
            />
          }
          hint={t(`methodHint.${routing.method}`)}
        />
        {[...teams.values()].map(({ id, name }) => (
          <Setting key={id} label={t('teamMethod', { name })}>
            <Choice<AssignmentMethod | typeof AS_THE_HOUSE>
              label={t('teamMethod', { name })}
              value={ofTeam.get(id) ?? AS_THE_HOUSE}
              options={[{ value: AS_THE_HOUSE, label: t('asTheHouse') }, ...methods]}
              onChange={(method) => save.mutate({ path: `teams/${id}`, body: { method: method === AS_THE_HOUSE ? null : method } })}
            />
          </Setting>
        ))}
      </Card>
    </Section>
  );
}
