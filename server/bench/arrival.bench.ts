import { setTimeout as delay } from 'node:timers/promises';
import { customerMail, MAILBOX, openShop, signIn } from '../test/support/connected-shop.ts';
import { eventually } from '../test/support/eventually.ts';
import { makePlace, type Place } from './arrival/place.ts';
import { RawIdle } from './arrival/raw-idle.ts';
import { WatchingBrowser } from './arrival/watching-browser.ts';
import { Durations } from './console/percentiles.ts';
import type { Report } from './report.ts';

export const name = 'Arrival: SMTP delivery into Dovecot until a colleague sees it';

const MAILS = 200;
const WARM_UP = 10;
/** Mails come one by one, at no particular beat of the server's timers. */
const PAUSE_MS = [100, 500] as const;

/**
 * From the first byte of the delivery. Three watchers wait for each mail at the same time: a bare IMAP client, a second
 * colleague's socket, and a second colleague's browser with the list of open tickets before it.
 */
export async function run(report: Report): Promise<void> {
  const place = await makePlace();
  try {
    await openShop(place.server.url, place.dovecot);
    await measure(place, report);
  } finally {
    await place.end();
  }
}

async function measure({ server, dovecot }: Place, report: Report): Promise<void> {
  const raw = await RawIdle.start(dovecot.imapPort, MAILBOX.address, MAILBOX.password);
  const colleague = await signIn(server.url);
  const socket = await colleague.openSocket();
  const browser = await WatchingBrowser.start(server.url, colleague.cookie);
  const heard = new Map<string, number>();
  socket.on('ticket.changed', ({ ticket }) => {
    if (!heard.has(ticket.subject)) heard.set(ticket.subject, performance.now());
  });
  const [bare, live, seen] = [new Durations(), new Durations(), new Durations()];
  for (let index = 0; index < WARM_UP + MAILS; index++) {
    await delay(PAUSE_MS[0] + Math.random() * (PAUSE_MS[1] - PAUSE_MS[0]));
    const subject = `arrival-${index}`;
    const arrived = raw.arrival(subject);
    const start = performance.now();
    await dovecot.deliver(
      MAILBOX.address,
      customerMail(`${subject}@klant.test`, { subject, from: `Klant ${index} <klant${index}@klant.test>` }),
    );
    const at = {
      bare: await arrived,
      live: await eventually(() => heard.get(subject), `"${subject}" at the socket`, 15_000),
      seen: (await browser.arrival(subject)) - performance.timeOrigin,
    };
    if (index < WARM_UP) continue;
    bare.add(at.bare - start);
    live.add(at.live - start);
    seen.add(at.seen - start);
  }
  socket.close();
  await Promise.all([browser.stop(), raw.stop()]);
  const limit = String(bare);
  report({ figure: 'Until the row stands in another browser', value: String(seen), limit, goal: 'p50 ≤ 300 ms, p99 ≤ 1 s' });
  report({ figure: 'Until another colleague’s socket hears of it', value: String(live), limit, goal: '' });
}
