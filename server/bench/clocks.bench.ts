import { setTimeout as delay } from 'node:timers/promises';
import { slaRecomputeState } from '@balie/shared/contracts/sla.ts';
import { POLICIES } from '../src/modules/sla/testing/promises.ts';
import { eventually } from '../test/support/eventually.ts';
import { type ClockPlace, makeClockPlace } from './clocks/clock-place.ts';
import { Durations } from './console/percentiles.ts';
import { cpuSecondsOf } from './cpu-of.ts';
import type { Report } from './report.ts';

const CLOCKS = Number(process.env['BALIE_BENCH_CLOCKS'] ?? 100_000);
export const name = `Clocks: ${CLOCKS.toLocaleString('en')} of them run`;

/** Warnings and breaches, each so many a second: 18,000 an hour. */
const DUE_EACH_SECOND = 5;
const WINDOW_SECONDS = 30;
/** Before the first is due, and the first is warned of. */
const QUIET_MS = 9_000;
const STORM = Math.min(1_000, CLOCKS);
/** The promise that lies beyond the storm is moved by this. */
const HOUR_MS = 3_600_000;

export async function run(report: Report): Promise<void> {
  const place = await makeClockPlace();
  try {
    await quietly(place, report);
    await storm(place, report);
    await recompute(place, report);
  } finally {
    await place.end();
  }
}

/** They fall due one after the other. */
async function quietly(place: ClockPlace, report: Report): Promise<void> {
  const { server, postgres } = place;
  // Written before the first is due.
  const first = new Date(Date.now() + 10_000 + CLOCKS / 2);
  await place.addClocks(CLOCKS, first, CLOCKS / DUE_EACH_SECOND);
  const pids = [server.pid, postgres.pid ?? 0] as const;
  const share = async (until: number) => {
    const [before, start] = [await Promise.all(pids.map((pid) => cpuSecondsOf(pid))), Date.now()];
    await delay(Math.max(0, until - start));
    const after = await Promise.all(pids.map((pid) => cpuSecondsOf(pid)));
    return after.map((used, index) => `${(((used - (before[index] ?? 0)) / ((Date.now() - start) / 1_000)) * 100).toFixed(1)}%`).join('; ');
  };
  await delay(Math.max(0, first.getTime() - QUIET_MS - Date.now()));
  const idle = await share(first.getTime() - 1_500);
  await delay(Math.max(0, first.getTime() - Date.now()));
  const busy = await share(Date.now() + WINDOW_SECONDS * 1_000);
  const lags = await lagsOf(place, first);
  report({
    figure: `Breach told after its time, ${DUE_EACH_SECOND} a second`,
    value: `${lags}, of ${lags.count}`,
    limit: '',
    goal: 'p99 ≤ 1,000 ms',
  });
  report({
    figure: 'Processor meanwhile: server; PostgreSQL (of one core)',
    value: busy,
    limit: `${idle} when nothing is due`,
    goal: 'server < 5%',
  });
}

/** A thousand at the same moment, as after a closing time that many deadlines share. */
async function storm(place: ClockPlace, report: Report): Promise<void> {
  const at = new Date(Date.now() + 5_000);
  await place.eye.query(
    `update sla_clocks set due_at = $1, warn_at = $1::timestamptz - interval '1 second', next_signal_at = $1::timestamptz - interval '1 second'
      where id in (select id from sla_clocks where warned_at is null order by due_at desc limit $2)`,
    [at, STORM],
  );
  const told = () =>
    place.eye.query<{ count: number }>('select count(*)::int as count from sla_clocks where due_at = $1 and breached_at is not null', [at]);
  await eventually(async () => (await told()).rows[0]?.count === STORM, 'all of the storm is told', 120_000);
  const lags = await lagsOf(place, at, at);
  report({ figure: `Breach told after its time, ${STORM} at one moment`, value: `${lags}`, limit: '', goal: 'p99 ≤ 1,000 ms' });
}

async function lagsOf({ eye }: ClockPlace, from: Date, until = new Date()): Promise<Durations> {
  const { rows } = await eye.query<{ lag: number }>(
    `select (extract(epoch from breached_at - due_at) * 1000)::float8 as lag from sla_clocks where breached_at is not null and due_at between $1 and $2`,
    [from, until],
  );
  const lags = new Durations();
  for (const { lag } of rows) lags.add(lag);
  return lags;
}

/** All tickets by another calendar, while somebody works at the console. */
async function recompute(place: ClockPlace, report: Report): Promise<void> {
  const { owner, eye } = place;
  const terms = POLICIES['A'];
  if (!terms) throw new Error('There is no policy A');
  // As it is after a policy was made, so that the change of the calendar is all that is measured.
  await eye.query(
    `insert into sla_policies (id, organisation_id, name, active, position, terms, created_at, updated_at)
     select uuidv7(), id, 'Vier uur', true, 1, $1, now(), now() from organisations`,
    [JSON.stringify(terms)],
  );
  await eye.query('insert into sla_settings (organisation_id, version, is_measuring) select id, 1, true from organisations');
  const hours = (until: number) => ({
    kind: 'business',
    timeZone: 'Europe/Amsterdam',
    week: Array.from({ length: 7 }, () => [{ from: 0, until }]),
    holidays: { country: 'NL', region: null, off: [] },
    exceptions: [],
  });
  const calendar = { name: 'Winkel', hours: hours(720), isDefault: true, shopIds: [], channelAccountIds: [] };
  const durations = new Durations();
  let isDone = false;
  const console_ = work(place, durations, () => isDone);
  const seconds = await timed(async () => {
    await created(owner.post('/api/business-calendars', calendar));
    await measured(place);
  });
  isDone = true;
  await console_;
  const bare = await timed(async () => {
    await eye.query(`update sla_clocks set due_at = due_at + interval '1 hour', next_signal_at = next_signal_at + interval '1 hour'`);
    await eye.query(`update tickets set due_at = due_at + make_interval(secs => $1), version = version + 1`, [HOUR_MS / 1_000]);
  });
  report({
    figure: 'All measured anew after a change of the calendar',
    value: `${seconds.toFixed(1)} s`,
    limit: `${bare.toFixed(1)} s (bare updates)`,
    goal: '≤ 60 s',
  });
  report({ figure: 'Console meanwhile: a list by the next deadline', value: `${durations}`, limit: '', goal: 'p95 ≤ 100 ms' });
}

async function created(answer: Promise<{ status: number; text: string }>): Promise<void> {
  const { status, text } = await answer;
  if (status !== 201) throw new Error(`It was refused: ${text}`);
}

async function measured({ owner }: ClockPlace): Promise<void> {
  const isDone = async () => (await owner.get('/api/sla/recompute')).as(slaRecomputeState).recompute?.finishedAt !== null;
  while (!(await isDone())) await delay(200);
}

async function work({ owner }: ClockPlace, durations: Durations, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    const start = performance.now();
    const answer = await owner.get('/api/views/open/tickets?sort=due');
    if (answer.status !== 200) throw new Error(`The list answered ${answer.status}: ${answer.text}`);
    durations.add(performance.now() - start);
    await delay(100);
  }
}

async function timed(doing: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await doing();
  return (performance.now() - start) / 1_000;
}
