import { v7 as newId } from 'uuid';
import type { SecretBox } from '../../../src/platform/crypto/secret-box.ts';
import type { Tx } from '../../../src/platform/database/unit-of-work.ts';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

export const SLA_NAMES = ['calendar', 'policy'] as const;
export type PlantedSla = Readonly<Record<(typeof SLA_NAMES)[number], string>>;
type Ids = PlantedSla & Readonly<Record<'organisation' | 'shop' | 'ticket' | 'message', string>>;

const never = { hours: 'business', seconds: { low: null, normal: null, high: null, urgent: null } };
const closed = [[], [], [], [], [], [], []];

export const plantedHours = { kind: 'business', timeZone: 'Europe/Amsterdam', week: closed, holidays: null, exceptions: [] };
export const plantedTerms = {
  conditions: { shopIds: [], channelAccountIds: [], channelKinds: [], priorities: [], tags: [], teamIds: [], contactGroups: [] },
  promises: { first_response: never, next_response: never, resolution: never, speed_of_answer: never },
  warnAtPercent: null,
  pauses: { response: { pending: true, snoozed: false }, resolution: { pending: true, snoozed: false } },
  steps: [],
};

/** A calendar, a policy that is switched off, and a clock that has ended. */
export async function plantSla(
  insert: Insert,
  tx: Tx,
  planted: Ids,
  { mark, unique, secretBox }: { mark: string; unique: string; secretBox: SecretBox },
): Promise<void> {
  const at = new Date();
  const dated = { created_at: at, updated_at: at };
  const { calendar, policy, organisation } = planted;
  const exceptions = [{ from: '2026-01-02', until: '2026-01-02', name: mark, openings: [] }];
  await insert('business_calendars', {
    id: calendar,
    name: `${mark} ${unique}`,
    hours: JSON.stringify({ ...plantedHours, exceptions }),
    ...dated,
  });
  await insert('business_calendar_uses', { calendar_id: calendar, shop_id: planted.shop });
  const terms = { ...plantedTerms, conditions: { ...plantedTerms.conditions, tags: [mark] } };
  await insert('sla_policies', {
    id: policy,
    name: `${mark} ${unique}`,
    active: false,
    position: 1,
    terms: JSON.stringify(terms),
    ...dated,
  });
  // One for each organisation, however often something is planted.
  await tx.query(
    `insert into sla_settings (organisation_id, version, is_measuring, webhook_secret) values ($1, 1, false, $2) on conflict do nothing`,
    [organisation, secretBox.seal(mark, `sla-webhook:${organisation}`)],
  );
  await tx.query(
    `insert into sla_recomputes (organisation_id, version, total, done, started_at, finished_at) values ($1, 1, 1, 1, $2, $2) on conflict do nothing`,
    [organisation, at],
  );
  const id = newId();
  await insert('sla_clocks', {
    id,
    ticket_id: planted.ticket,
    target: 'first_response',
    cause: planted.message,
    policy_id: policy,
    calendar_id: calendar,
    state: 'met',
    started_at: at,
    ended_at: at,
    target_ms: 1_000,
    worked_ms: 0,
    spans: '[]',
  });
  await insert('sla_escalations', { clock_id: id, key: mark, created_at: at });
}
