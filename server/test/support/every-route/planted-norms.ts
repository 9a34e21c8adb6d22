import type { Tx } from '../../../src/platform/database/unit-of-work.ts';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

export const NORM_NAMES = ['norm', 'normAlert'] as const;
export type PlantedNorms = Readonly<Record<(typeof NORM_NAMES)[number], string>>;
type Ids = PlantedNorms & Readonly<Record<'organisation' | 'shop' | 'ticket' | 'message' | 'channelAccount', string>>;

export const plantedNorm = {
  active: false,
  metric: 'first_answer',
  seconds: 14_400,
  hours: 'calendar',
  scope: { shopIds: [], channelKinds: [], teamIds: [] },
  threshold: 0.9,
  window: 'week',
  alerts: false,
};
const forecast = null;
const facts = { value: 0.5, threshold: 0.9, unit: 'percent', condition: '>=', forecast, timeZone: 'Europe/Amsterdam' };

/** An own norm that is switched off, something that was told, a strike, a question and a call. */
export async function plantNorms(insert: Insert, tx: Tx, planted: Ids, { mark, unique }: { mark: string; unique: string }): Promise<void> {
  const at = new Date();
  const { active: _, ...terms } = plantedNorm;
  await insert('norms', {
    id: planted.norm,
    name: `${mark} ${unique}`,
    active: false,
    terms: JSON.stringify(terms),
    created_at: at,
    updated_at: at,
  });
  await insert('norm_alerts', {
    id: planted.normAlert,
    shop_id: planted.shop,
    name: 'RESPONSE_TIME',
    label: mark,
    period: '2026-01-05',
    step: 'at_risk',
    facts: JSON.stringify(facts),
    told_at: at,
  });
  await insert('norm_strikes', { shop_id: planted.shop, week: '2026-01-05', given: true, recorded_at: at });
  // Nobody looks at them while the test runs.
  await tx.query(
    'insert into norm_settings (organisation_id, mail, looked_at, filled_at) values ($1, false, $2, $2) on conflict (organisation_id) do update set looked_at = $2, filled_at = $2',
    [planted.organisation, new Date('2999-01-01')],
  );
  await insert('norm_markets', { shop_id: planted.shop, kind: 'bol', countries: ['NL'] });
  const where = { ticket_id: planted.ticket, shop_id: planted.shop, channel_kind: 'email' };
  await insert('norm_questions', { ...where, channel_account_id: planted.channelAccount, asked_at: at });
  // A question that comes takes away what was kept of its day.
  await insert('norm_sums', { subject: planted.norm, period: '2026-01-05', sums: JSON.stringify({ right: 1, wrong: 0, mark }) });
  await insert('norm_calls', { ...where, message_id: planted.message, rang_at: at, outcome: 'missed', week: '2026-01-05', in_hours: true });
}
