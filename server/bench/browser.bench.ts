import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { customerMail, MAILBOX, openShop } from '../test/support/connected-shop.ts';
import { eventually } from '../test/support/eventually.ts';
import { ticketsOf } from '../test/support/mail-in.ts';
import { makePlace } from './arrival/place.ts';
import { Durations } from './console/percentiles.ts';
import type { Report } from './report.ts';

export const name = 'Browser: the console in Chromium';

const TICKETS = 30;
const MEASURE = path.resolve(import.meta.dirname, '../../web/bench/measure.ts');
/** What web/bench/measure.ts prints. */
const figures = z.object({
  scriptBytes: z.number(),
  switches: z.array(z.number()),
  hurried: z.array(z.number()),
  bareFrames: z.array(z.number()),
});

/** The built console on the built server, with tickets of ordinary length. */
export async function run(report: Report): Promise<void> {
  const place = await makePlace();
  try {
    const { owner } = await openShop(place.server.url, place.dovecot);
    for (let index = 1; index <= TICKETS; index++) {
      const text = Array.from({ length: 12 }, (_none, line) => `Regel ${line + 1} van vraag ${index}, zoals klanten schrijven.`).join(
        '\n\n',
      );
      const from = `Klant ${index} <klant${index}@klant.test>`;
      await place.dovecot.deliver(MAILBOX.address, customerMail(`vraag${index}@klant.test`, { subject: `Vraag ${index}`, from, text }));
    }
    await eventually(async () => (await ticketsOf(owner)).length === TICKETS, 'all tickets', 60_000);
    const { stdout } = await promisify(execFile)(process.execPath, [MEASURE, place.server.url, owner.cookie]);
    const { scriptBytes, switches, hurried, bareFrames } = figures.parse(JSON.parse(stdout));
    const value = `${(scriptBytes / 1000).toFixed(0)} kB`;
    report({ figure: 'JavaScript of the first load, compressed', value, limit: '', goal: '≤ 300 kB' });
    const limit = `next frame ${durations(bareFrames)}`;
    report({ figure: 'From a key until the next ticket is painted', value: String(durations(switches)), limit, goal: '≤ 100 ms' });
    report({ figure: 'The same, a tenth of a second spent on each', value: String(durations(hurried)), limit, goal: '' });
  } finally {
    await place.end();
  }
}

function durations(milliseconds: readonly number[]): Durations {
  const all = new Durations();
  for (const one of milliseconds) all.add(one);
  return all;
}
