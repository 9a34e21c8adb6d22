import type { CalendarHours } from '@balie/shared/contracts/calendars.ts';
import type { SlaTerms } from '@balie/shared/contracts/sla.ts';
import { BusinessCalendars } from '../../src/modules/sla/business-calendars.ts';
import { SlaPolicies } from '../../src/modules/sla/sla-policies.ts';
import { inOrganisation } from '../../src/platform/database/scope.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { DemoHouse, Services } from './found-house.ts';

const HOUR = 3_600;
const WORKDAY = [{ from: 9 * 60, until: 17 * 60 + 30 }];
const SATURDAY = [{ from: 10 * 60, until: 16 * 60 }];

const OPENING_HOURS: CalendarHours = {
  kind: 'business',
  timeZone: 'Europe/Amsterdam',
  week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, SATURDAY, []],
  holidays: { country: 'NL', region: null, off: [] },
  exceptions: [],
};

const EVERYTHING: SlaTerms['conditions'] = {
  shopIds: [],
  channelAccountIds: [],
  channelKinds: [],
  priorities: [],
  tags: [],
  contactGroups: [],
  teamIds: [],
};
const each = (seconds: number | null) => ({ low: seconds, normal: seconds, high: seconds, urgent: seconds });

const ORDINARY: SlaTerms = {
  conditions: EVERYTHING,
  promises: {
    first_response: { hours: 'business', seconds: { ...each(4 * HOUR), high: 2 * HOUR, urgent: HOUR } },
    next_response: { hours: 'business', seconds: { ...each(8 * HOUR), high: 4 * HOUR, urgent: 2 * HOUR } },
    resolution: { hours: 'business', seconds: each(40 * HOUR) },
    speed_of_answer: { hours: 'business', seconds: each(60) },
  },
  warnAtPercent: 80,
  pauses: { response: { pending: false, snoozed: false }, resolution: { pending: true, snoozed: true } },
  steps: [{ when: { kind: 'breached' }, targets: [], action: { kind: 'notify', who: 'leads' } }],
};

/** What bol.com measures counts day and night. */
const AT_BOL: SlaTerms = {
  ...ORDINARY,
  conditions: { ...EVERYTHING, channelKinds: ['bol'] },
  promises: {
    ...ORDINARY.promises,
    first_response: { hours: 'calendar', seconds: each(24 * HOUR) },
    next_response: { hours: 'calendar', seconds: each(24 * HOUR) },
  },
  warnAtPercent: 75,
};

/** What the shops of the demo promise. The clocks of what is open are computed when Balie starts. */
export async function makePromises(services: Services, { organisationId }: Pick<DemoHouse, 'organisationId'>): Promise<void> {
  await inOrganisation(organisationId, () =>
    services(UnitOfWork).run(async (tx) => {
      const mine = { isDefault: true, shopIds: [], channelAccountIds: [] };
      await services(BusinessCalendars).create(tx, { name: 'Openingstijden', hours: OPENING_HOURS, ...mine });
      await services(SlaPolicies).create(tx, { name: 'Vragen bij bol.com', active: true, terms: AT_BOL });
      await services(SlaPolicies).create(tx, { name: 'Alle andere vragen', active: true, terms: ORDINARY });
    }),
  );
}
