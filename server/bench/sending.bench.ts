import { randomUUID } from 'node:crypto';
import { emailSettings } from '@balie/shared/contracts/channels.ts';
import { ticketPage } from '@balie/shared/contracts/tickets.ts';
import { createTransport } from 'nodemailer';
import type { ApiClient } from '../test/support/api-client.ts';
import { customerMail, MAILBOX, openShop } from '../test/support/connected-shop.ts';
import { eventually } from '../test/support/eventually.ts';
import { makePlace } from './arrival/place.ts';
import { cpuSecondsOf } from './cpu-of.ts';
import { postgresPid } from './postgres-pid.ts';
import type { Report } from './report.ts';
import { startSink } from './sending/sink-process.ts';

export const name = 'Sending: replies that wait until the sink has them';

const REPLIES = Number(process.env['BALIE_BENCH_REPLIES'] ?? 1_000);
const TICKETS = 100;
const LANES = 8;
/** As many as a mailbox gets from us (smtp-transports.ts). */
const CONNECTIONS = 2;
const USER = { user: 'service@shop.nl', password: 'geheim' };
const WORDS = 'De lamp is vandaag verzonden; u ontvangt van de bezorger een bericht met de verwachte tijd. '.repeat(6);

/** The replies are written while the channel is switched off, and leave together when it is switched on. */
export async function run(report: Report): Promise<void> {
  const sink = await startSink();
  const place = await makePlace({ BALIE_UNDO_SECONDS: '0' });
  try {
    const { owner, accountId } = await openShop(place.server.url, {
      imapPort: place.dovecot.imapPort,
      smtpPort: sink.port,
      smtpUser: USER,
    });
    await withoutCopies(owner, accountId);
    const tickets = Array.from({ length: TICKETS }, (_, index) =>
      customerMail(`vraag-${index}@klant.test`, { from: `k${index}@klant.test` }),
    );
    for (const mail of tickets) await place.dovecot.deliver(MAILBOX.address, mail);
    const items = await eventually(
      async () => {
        const { items } = (await owner.get('/api/views/open/tickets?limit=100')).as(ticketPage);
        return items.length === TICKETS && items;
      },
      'the tickets',
      60_000,
    );
    await owner.patch(`/api/channel-accounts/${accountId}`, { paused: true });
    const replies = Array.from({ length: REPLIES }, (_, index) => items[index % TICKETS]?.id ?? '').entries();
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (const [index, ticketId] of replies) {
          const to = [{ address: `k${index}@klant.test`, name: 'Klant' }];
          const request = { idempotencyKey: randomUUID(), html: `<p>Beste klant,</p><p>${WORDS}</p>`, to, thenStatus: 'open' };
          const answer = await owner.post(`/api/tickets/${ticketId}/replies`, request);
          if (answer.status !== 201) throw new Error(`A reply was refused: ${answer.text}`);
        }
      }),
    );
    const postgres = await postgresPid(place.dataDir);
    const cpuBefore = await cpuSecondsOf(place.server.pid, postgres);
    const ours = await timed(async () => {
      await owner.patch(`/api/channel-accounts/${accountId}`, { paused: false });
      await until(sink, REPLIES);
    });
    const cpu = ((await cpuSecondsOf(place.server.pid, postgres)) - cpuBefore) * 1000;
    const { count, ids } = await sink.received();
    if (count !== ids) throw new Error(`${count - ids} replies were sent twice`);
    await place.server.signal('SIGTERM');
    const bare = await timed(() => bareSending(sink.port));
    const rate = (seconds: number) => `${(REPLIES / seconds).toFixed(0)} mails/s`;
    report({
      figure: `Rate, ${REPLIES} replies over ${CONNECTIONS} connections`,
      value: rate(ours),
      limit: rate(bare),
      goal: '≥ a third of the raw rate',
    });
    report({ figure: 'Processor for each reply, server and PostgreSQL', value: `${(cpu / REPLIES).toFixed(1)} ms`, limit: '', goal: '' });
  } finally {
    await place.end();
    sink.stop();
  }
}

/** The bare pool makes no copies either. */
async function withoutCopies(owner: ApiClient, accountId: string): Promise<void> {
  const path = `/api/channels/email/accounts/${accountId}`;
  const { imap, smtp } = (await owner.get(path)).as(emailSettings);
  const wanted = { imap: { ...imap, password: '' }, smtp: { ...smtp, password: '' }, copyToSent: false };
  const answer = await owner.patch(path, wanted);
  if (answer.status >= 300) throw new Error(`The copies could not be switched off: ${answer.text}`);
}

async function until(sink: Awaited<ReturnType<typeof startSink>>, count: number): Promise<void> {
  await eventually(
    async () => {
      if ((await sink.received()).count >= count) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return false;
    },
    `${count} mails at the sink`,
    10 * 60_000,
  );
}

/** The same words over the same pool, and nothing else. */
async function bareSending(port: number): Promise<void> {
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    auth: { user: USER.user, pass: USER.password },
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const html = `<p>Beste klant,</p><p>${WORDS}</p>`;
  const sent = Array.from({ length: REPLIES }, (_, index) =>
    transport.sendMail({ from: MAILBOX.address, to: `k${index}@klant.test`, subject: 'Re: Vraag', html, text: WORDS }),
  );
  await Promise.all(sent);
  transport.close();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
