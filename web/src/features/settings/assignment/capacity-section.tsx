import type { RoutingSettings } from '@balie/shared/contracts/routing.ts';
import { useTranslation } from 'react-i18next';
import { useChannelName } from '../../../lib/tickets/names.ts';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { houseOf, useSaveRouting } from './assignment.api.ts';
import { LimitInput } from './limit-input.tsx';
import { useKinds } from './use-kinds.ts';

/** How many open tickets of each channel one colleague may have. */
export function CapacitySection({ routing }: { readonly routing: RoutingSettings }) {
  const { t } = useTranslation('assignment');
  const channelName = useChannelName();
  const save = useSaveRouting();
  const { capacity } = routing;
  const kinds = useKinds();
  const put = (next: RoutingSettings['capacity']) => save.mutate({ path: 'settings', body: { ...houseOf(routing), capacity: next } });
  const withKind = (kind: string, limit: number | null) => {
    const { [kind]: _before, ...others } = capacity.kinds;
    return { ...capacity, kinds: limit === null ? others : { ...others, [kind]: limit } };
  };
  return (
    <Section title={t('capacity')} description={t('capacityHint')}>
      <Card>
        <Setting label={t('each')} hint={t('eachHint')}>
          <LimitInput label={t('each')} value={capacity.each} onSave={(each) => each !== null && put({ ...capacity, each })} />
        </Setting>
        {kinds.map((kind) => (
          <Setting key={kind} label={channelName(kind)}>
            <LimitInput
              label={channelName(kind)}
              value={capacity.kinds[kind] ?? null}
              instead={capacity.each}
              onSave={(limit) => put(withKind(kind, limit))}
            />
          </Setting>
        ))}
      </Card>
    </Section>
  );
}
