import { normBoard, type SaveNormRequest } from '@balie/shared/contracts/norms.ts';
import { v7 as newId } from 'uuid';
import { eventually } from '../test/support/eventually.ts';
import { Durations } from './console/percentiles.ts';
import { bareHttp, bareSql } from './console/raw-limit.ts';
import { MANY_QUESTIONS } from './norms/many-questions.ts';
import { makePlace, type Place } from './place.ts';
import type { Report } from './report.ts';

const QUESTIONS = Number(process.env['BALIE_BENCH_QUESTIONS'] ?? 100_000);
export const name = `Norms: ${QUESTIONS.toLocaleString('en')} questions in the windows`;

/** Of 23 weeks a marketplace's norms tell, of 24 those of four weeks. */
const DAYS = 160;
const WARM_UP = 10;
const LOOKS = 100;

const scope = { shopIds: [], channelKinds: [], teamIds: [] };
const base = { active: true, scope, alerts: true, threshold: 0.9 };
const NORMS: readonly SaveNormRequest[] = [
  { ...base, name: 'Binnen vier uur', metric: 'first_answer', seconds: 14_400, hours: 'calendar', window: 'week' },
  { ...base, name: 'Binnen twee werkuren', metric: 'first_answer', seconds: 7_200, hours: 'business', window: 'day' },
  { ...base, name: 'Opgelost', metric: 'solved', seconds: null, hours: 'calendar', window: 'four_weeks' },
];

/** The sum of it all by one statement that knows what the rows look like: nobody counts them faster, and that is one figure of many. */
const BARE = {
  sql: `select week, count(*), count(*) filter (where answered_at <= due_at), count(*) filter (where coalesce(answered_at, solved_at, now()) > due_at)
          from norm_questions where organisation_id = $1 and marketplace is not null group by week`,
};

export async function run(report: Report): Promise<void> {
  const place = await makePlace('norms');
  try {
    await seed(place);
    const { owner, databaseUrl, ids } = place;
    // As it is all day: the sums of days and weeks that are over have been kept, which the server does within a minute.
    await eventually(async () => (await keptOf(place)) > DAYS, 'what is over is kept');
    const board = await look(owner, '/api/norms');
    const states = await look(owner, '/api/norms/states');
    const first = await look(owner, '/api/norms', async () => void (await place.eye.query('delete from norm_sums')));
    const sql = await bareSql(databaseUrl, ids.organisation, [{ ...BARE, parameters: [ids.organisation] }]);
    const payload = Buffer.from((await owner.get('/api/norms')).text);
    const http = await bareHttp(payload);
    report({
      figure: 'The page of norms',
      value: `${board} (${board.count})`,
      limit: `one count of the marketplace's questions p95 ${sql.percentile(0.95).toFixed(1)} ms; bare route of ${(payload.byteLength / 1024).toFixed(0)} kB p95 ${http.percentile(0.95).toFixed(1)} ms`,
      goal: 'p95 ≤ 100 ms',
    });
    report({
      figure: 'The page when nothing is kept yet, as in the first minute',
      value: `${first} (${first.count})`,
      limit: '',
      goal: '',
    });
    report({ figure: 'How norms stand, for the wall', value: `${states} (${states.count})`, limit: '', goal: 'p95 ≤ 100 ms' });
  } finally {
    await place.end();
  }
}

async function seed({ eye, owner, ids }: Place): Promise<void> {
  const marketplace = newId();
  await eye.query(
    `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status) values ($3, $1, $2, 'bol', 'bol.com', 'bol', 'paused')`,
    [ids.organisation, ids.shop, marketplace],
  );
  // There is nothing to go over: it is written as it would be.
  await eye.query(
    `insert into norm_settings (organisation_id, filled_at) values ($1, now()) on conflict (organisation_id) do update set filled_at = now()`,
    [ids.organisation],
  );
  for (const norm of NORMS) {
    const made = await owner.post('/api/norms/own', norm);
    if (made.status !== 201) throw new Error(`A norm could not be set: ${made.text}`);
  }
  await eye.query(MANY_QUESTIONS, [ids.organisation, ids.shop, marketplace, ids.account, ids.contact, QUESTIONS, DAYS]);
  await eye.query('vacuum (analyze) norm_questions, tickets');
  const asked = async () =>
    (await owner.get('/api/norms')).as(normBoard).own.some(({ history }) => history.some(({ ours }) => ours !== null));
  await eventually(asked, 'the questions are counted');
}

async function keptOf({ eye }: Place): Promise<number> {
  return (await eye.query<{ count: number }>('select count(*)::int as count from norm_sums')).rows[0]?.count ?? 0;
}

/** @param before each of them; then there are few */
async function look(owner: Place['owner'], path: string, before?: () => Promise<void>): Promise<Durations> {
  const durations = new Durations();
  const [warmUp, looks] = before ? [1, 10] : [WARM_UP, LOOKS];
  for (let round = 0; round < warmUp + looks; round += 1) {
    await before?.();
    const start = performance.now();
    const answer = await owner.get(path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    if (round >= warmUp) durations.add(performance.now() - start);
  }
  return durations;
}
