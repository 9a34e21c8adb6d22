import fs, { openAsBlob } from 'node:fs';
import path from 'node:path';
import { importRun } from '@balie/shared/contracts/imports.ts';
import { viewCounts } from '@balie/shared/contracts/tickets.ts';
import PostalMime from 'postal-mime';
import { mboxMails } from '../src/channels/email/mbox-reader.ts';
import type { ApiClient } from '../test/support/api-client.ts';
import { openShop } from '../test/support/connected-shop.ts';
import { makePlace, type Place } from './arrival/place.ts';
import { Durations } from './console/percentiles.ts';
import { cpuSecondsOf } from './cpu-of.ts';
import { realisticMails } from './intake/realistic-mails.ts';
import { memoryOf } from './memory-of.ts';
import { postgresPid } from './postgres-pid.ts';
import type { Report } from './report.ts';

export const name = 'Import: an mbox until all of it is in tickets';

const MAILS = Number(process.env['BALIE_BENCH_MAILS'] ?? 20_000);
const MEGABYTE = 1024 * 1024;
const LOOK_MS = 1_000;

interface Taken {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** In MB, at each look. */
  readonly memory: readonly number[];
  readonly busy: Durations;
}

/** One large mbox through the console's own road: uploaded, started, watched, while a colleague looks at the list of tickets. */
export async function run(report: Report): Promise<void> {
  const place = await makePlace();
  try {
    const file = path.join(place.dataDir, 'archief.mbox');
    await write(file);
    const megabytes = fs.statSync(file).size / MEGABYTE;
    const { owner, accountId } = await openShop(place.server.url, place.dovecot);
    const began = performance.now();
    const id = await upload(owner, accountId, file);
    const uploadSeconds = (performance.now() - began) / 1000;
    const taken = await takenIn(place, owner, id);
    const bare = await bareParser(file);
    const third = Math.ceil(taken.memory.length / 3);
    const peak = (part: readonly number[]) => Math.max(...part).toFixed(0);
    const rate = (seconds: number) => `${(MAILS / seconds).toFixed(0)} mails/s`;
    report({ figure: `Upload, ${megabytes.toFixed(0)} MB`, value: `${(megabytes / uploadSeconds).toFixed(0)} MB/s`, limit: '', goal: '' });
    report({ figure: `Rate, ${MAILS} mails`, value: rate(taken.seconds), limit: `${rate(bare)} (one process that only parses)`, goal: '' });
    const cpu = `${((taken.cpuSeconds * 1000) / MAILS).toFixed(1)} ms`;
    report({
      figure: 'Processor for each mail, server and PostgreSQL',
      value: cpu,
      limit: `${((bare * 1000) / MAILS).toFixed(1)} ms`,
      goal: '',
    });
    const memory = `${peak(taken.memory.slice(0, third))} MB in the first third, ${peak(taken.memory.slice(-third))} MB in the last`;
    report({ figure: 'Highest memory of the server, without PostgreSQL (PSS)', value: memory, limit: '', goal: '< 400 MB, flat' });
    report({ figure: 'The list of solved tickets meanwhile', value: String(taken.busy), limit: '', goal: 'p95 ≤ 100 ms' });
  } finally {
    await place.end();
  }
}

async function write(file: string): Promise<void> {
  const out = fs.createWriteStream(file);
  for (const mail of realisticMails(MAILS, 'archief')) {
    const old = mail.replace('\r\nDate: Mon, 16 Nov 2026', '\r\nDate: Mon, 16 Nov 2020').replaceAll('\r\n', '\n');
    if (!out.write(`From MAILER-DAEMON Mon Nov 16 10:20:00 2020\n${old}\n\n`))
      await new Promise((resolve) => out.once('drain', () => resolve(undefined)));
  }
  await new Promise((resolve) => out.end(resolve));
}

async function upload(owner: ApiClient, channelAccountId: string, file: string): Promise<string> {
  const { id } = (await owner.post('/api/imports', { source: 'mail', channelAccountId })).as(importRun);
  const form = new FormData();
  form.append('file', await openAsBlob(file), 'archief.mbox');
  const answer = await fetch(`${owner.url}/api/imports/${id}/files`, {
    method: 'POST',
    body: form,
    headers: { cookie: owner.cookie, 'sec-fetch-site': 'same-origin' },
  });
  if (!answer.ok) throw new Error(`The file was not taken: ${await answer.text()}`);
  return id;
}

async function takenIn({ server, dataDir }: Place, owner: ApiClient, id: string): Promise<Taken> {
  const postgres = await postgresPid(dataDir);
  const cpuBefore = await cpuSecondsOf(server.pid, postgres);
  const memory: number[] = [];
  const busy = new Durations();
  const start = performance.now();
  await owner.post(`/api/imports/${id}/actions`, { action: 'start' });
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    memory.push((await memoryOf(server.pid)) - (await memoryOf(postgres)));
    const before = performance.now();
    await owner.get('/api/views/solved/tickets');
    busy.add(performance.now() - before);
    const run = (await owner.get(`/api/imports/${id}`)).as(importRun);
    if (run.state !== 'finished') {
      if (run.state !== 'queued' && run.state !== 'running') throw new Error(`The import is ${run.state}: ${run.errorCode}`);
      continue;
    }
    if (run.made !== MAILS) throw new Error(`${run.made} of ${MAILS} mails came in, ${run.failed} failed`);
    const { views } = (await owner.get('/api/views')).as(viewCounts);
    if (views['open']?.count) throw new Error('Old mail stands among the open tickets');
    return {
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (await cpuSecondsOf(server.pid, postgres)) - cpuBefore,
      memory,
      busy,
    };
  }
}

/** The least that can be done with the file. @returns seconds */
async function bareParser(file: string): Promise<number> {
  const start = performance.now();
  let count = 0;
  for await (const { raw } of mboxMails(fs.createReadStream(file, { highWaterMark: MEGABYTE }), 0, 60 * MEGABYTE)) {
    if (raw && (await PostalMime.parse(raw)).messageId) count++;
  }
  if (count !== MAILS) throw new Error(`The bare parser saw ${count} of ${MAILS} mails`);
  return (performance.now() - start) / 1000;
}
