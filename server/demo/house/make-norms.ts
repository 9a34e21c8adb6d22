import type { SaveNormRequest } from '@balie/shared/contracts/norms.ts';
import { OwnNorms } from '../../src/modules/norms/own-norms.ts';
import { inOrganisation } from '../../src/platform/database/scope.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { DemoHouse, Services } from './found-house.ts';

const EVERYWHERE: SaveNormRequest['scope'] = { shopIds: [], channelKinds: [], teamIds: [] };
const NORMS: readonly SaveNormRequest[] = [
  {
    ...{ name: 'Eerste antwoord binnen 4 uur', active: true, metric: 'first_answer', seconds: 4 * 3_600, hours: 'business' },
    ...{ scope: { ...EVERYWHERE, channelKinds: ['email'] }, threshold: 0.9, window: 'week', alerts: false },
  },
  {
    ...{ name: 'Telefoon binnen een minuut', active: true, metric: 'calls_answered', seconds: 60, hours: 'calendar' },
    ...{ scope: EVERYWHERE, threshold: 0.95, window: 'four_weeks', alerts: false },
  },
  {
    ...{ name: 'Chats opgelost', active: true, metric: 'solved', seconds: null, hours: 'calendar' },
    ...{ scope: { ...EVERYWHERE, channelKinds: ['chat'] }, threshold: 0.97, window: 'four_weeks', alerts: false },
  },
];

/** What the shops of the demo ask of themselves, beside what bol.com asks of them. Nobody of the demo reads mail. */
export async function makeNorms(services: Services, { organisationId }: Pick<DemoHouse, 'organisationId'>): Promise<void> {
  await inOrganisation(organisationId, () =>
    services(UnitOfWork).run(async (tx) => {
      for (const norm of NORMS) await services(OwnNorms).create(tx, norm);
      await services(OwnNorms).saveSettings(tx, { mail: false });
    }),
  );
}
