import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { type SinkMail, SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { RestartablePostgres } from './support/restartable-postgres.ts';
import { ServerProcess } from './support/server-process.ts';
import { freePort } from './support/test-app.ts';

/** The long run is a benchmark (bench/crash.bench.ts). */
const asked = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const ROUNDS = asked('BALIE_CRASH_ROUNDS', 5);
const MAILS_PER_ROUND = asked('BALIE_CRASH_MAILS_PER_ROUND', 30);
const REPLIES_PER_ROUND = asked('BALIE_CRASH_REPLIES_PER_ROUND', 5);
const MAILS = ROUNDS * MAILS_PER_ROUND;
const REPLIES = ROUNDS * REPLIES_PER_ROUND;
/** Sends that one kill can repeat: two under way, and two that left and are being noted (see SendingTurn and SentNotes). */
const REPEATS_PER_KILL = 4;
/** Long enough that kills fall into each step, from the first look at the mailbox to the note that a reply was sent. */
const LONGEST_LIFE_MS = 2_500;
/** In these rounds a server beside ours goes down and comes back, while ours is down, too. */
const databaseRestarts = (round: number) => round % 4 === 0;
const dovecotRestarts = (round: number) => round % 8 === 4;
const sinkRestarts = (round: number) => round % 8 === 0;
/** In these it does so under ours, while mail flows in and out; PostgreSQL crashes. */
const dovecotFails = (round: number) => round % 4 === 1;
const databaseCrashes = (round: number) => round % 4 === 2;
const sinkFails = (round: number) => round % 4 === 3;
const SINK_FAILURES = Array.from({ length: ROUNDS }, (_, round) => round).filter(sinkFails).length;

const JOBS = 'select task_identifier, run_at, attempts, locked_at, locked_by, last_error from graphile_worker.jobs';
const ACCOUNTS = 'select status, last_error, last_success_at, faults from channel_accounts';

jest.setTimeout(Math.max(600_000, ROUNDS * 60_000));

let dovecot: DovecotServer;
let sink: SmtpSink;
/** What the sinks had that are no more. */
const earlier: SinkMail[] = [];
let database: RestartablePostgres;
let dataDir: string;
let server: ServerProcess;
let environment: Record<string, string>;
beforeAll(async () => {
  [dovecot, sink, database] = await Promise.all([startDovecot(), SmtpSink.start(), RestartablePostgres.start()]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  // Slow enough that kills fall into sends.
  sink.behaviour = { kind: 'accept', afterMs: 15 };
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-crash-'));
  environment = {
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    BALIE_DATA_DIR: dataDir,
    BALIE_UNDO_SECONDS: '0',
    BALIE_MAIL_POLL_SECONDS: '5',
    BALIE_LOG_LEVEL: 'error',
  };
  server = await ServerProcess.start(environment);
});
afterAll(async () => {
  await server.signal('SIGKILL');
  await Promise.all([dovecot.stop(), sink.stop(), database.stop()]);
  await fs.rm(dataDir, { recursive: true, force: true });
});

const rows = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => database.ask<Row>('balie', sql, values);

it(`loses nothing and counts nothing twice when it is killed ${ROUNDS} times, and mail servers and PostgreSQL restart, while ${MAILS} mails flow in and ${REPLIES} replies flow out`, async () => {
  const smtpUser = { user: 'service@shop.nl', password: 'geheim' };
  const { owner } = await openShop(server.url, { imapPort: dovecot.imapPort, smtpPort: sink.port, smtpUser });
  const ticketIds = await ticketsToAnswer(5);
  const mailIds = Array.from({ length: MAILS }, (_, index) => `mail-${index}@klant.test`);
  const replies = Array.from({ length: REPLIES }, (_, index) => ({ key: randomUUID(), text: `Antwoord nummer ${index}.` }));

  const traffic: Promise<void>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let taken = 0;
    // Customers and agents do not wait for the server to come back: what is left of a round flows on while it is down.
    traffic.push(
      inLanes(3, partOf(mailIds, round), async (id, index) => {
        const mail = customerMail(id, { subject: `Vraag ${round}.${index}`, from: `klant${index}@klant.test` });
        // A sending server tries again; whether the first try was taken, it cannot know.
        const deliver = () =>
          dovecot.deliver(MAILBOX.address, mail).then(
            () => true,
            () => false,
          );
        await eventually(deliver, `the mail ${id} is delivered`, 180_000);
      }),
      inLanes(3, partOf(replies, round), async ({ key, text }, index) => {
        await postUntilTaken(owner, ticketIds[index % ticketIds.length] ?? '', key, text);
        taken++;
      }),
    );
    // In the middle of the round: what was taken is on its way out, the mails of the round are on their way in.
    const killAfter = Math.floor(Math.random() * (REPLIES_PER_ROUND + 1));
    await eventually(() => taken >= killAfter, `${killAfter} replies of round ${round}`, 180_000);
    if (databaseCrashes(round)) await database.restart({ crash: true });
    await Promise.all([
      delay(Math.random() * LONGEST_LIFE_MS),
      dovecotFails(round) ? dovecot.restart() : undefined,
      sinkFails(round) ? restartSink() : undefined,
    ]);
    const { signal, output } = await server.signal('SIGKILL');
    if (signal !== 'SIGKILL') throw new Error(`The server ended by itself in round ${round}:\n${output}`);
    await Promise.all([
      databaseRestarts(round) ? database.restart({ crash: false }) : undefined,
      dovecotRestarts(round) ? dovecot.restart() : undefined,
      sinkRestarts(round) ? restartSink() : undefined,
    ]);
    server = await ServerProcess.start(environment);
  }
  await Promise.all(traffic);

  await eventually(
    async () => (await countOf(`direction = 'inbound' and external_id like 'mail-%'`)) >= MAILS,
    'all mails are in tickets',
    180_000,
  ).catch(async (error: unknown) => {
    const inMailbox = (await dovecot.mailsOf(MAILBOX.address)).flatMap(({ uid, raw }) => {
      const id = /^Message-ID: <(.+)>/im.exec(raw.toString())?.[1] ?? '';
      return mailIds.includes(id) ? [{ uid, id }] : [];
    });
    const taken = new Set(
      (await rows<{ id: string }>(`select external_id as id from messages where direction = 'inbound'`)).map(({ id }) => id),
    );
    const missing = mailIds.filter((id) => !taken.has(id)).map((id) => ({ id, uids: inMailbox.filter((mail) => mail.id === id) }));
    const unsettled = await rows(
      `select external_key, state, attempts, reason, created_at, message_id from raw_messages where state <> 'done' or message_id is null`,
    );
    const cursors = await rows('select * from mailbox_cursors');
    const queues = await rows('select * from graphile_worker._private_job_queues where locked_at is not null');
    const left = {
      missing,
      unsettled,
      cursors,
      queues,
      jobs: await rows(JOBS),
      accounts: await rows(ACCOUNTS),
      now: new Date(),
      output: server.output,
    };
    throw new Error(`Not in tickets: ${JSON.stringify(left)}`, { cause: error });
  });
  const hurried = new Set<string>();
  await eventually(
    async () => {
      if ((await countOf(`delivery_state = 'sent'`)) >= REPLIES) return true;
      await sendNow(owner, hurried);
      return false;
    },
    'all replies are sent',
    180_000,
  ).catch(async (error: unknown) => {
    const left = await rows(
      `select delivery_state, attempts, next_attempt_at, delivery_reason from messages where direction = 'outbound' and delivery_state <> 'sent'`,
    );
    const jobs = await rows(JOBS);
    throw new Error(`Not sent: ${JSON.stringify({ left, jobs, now: new Date() })}`, { cause: error });
  });

  const inbound = await rows<{ external_id: string; times: number; tickets: number }>(
    `select external_id, count(*)::int as times, count(distinct ticket_id)::int as tickets from messages
      where direction = 'inbound' and external_id like 'mail-%' group by 1`,
  );
  expect(inbound).toHaveLength(MAILS);
  expect(inbound.filter(({ times, tickets }) => times !== 1 || tickets !== 1)).toEqual([]);
  // Also what came back from the folder of sent mail, which is no message of its own.
  const pending = () => rows(`select 1 from raw_messages where state = 'pending'`);
  await eventually(async () => (await pending()).length === 0, 'nothing waits any more', 180_000);
  expect(await rows(`select id, reason from raw_messages where state = 'failed'`)).toEqual([]);

  const outbound = await rows<{ idempotency_key: string; external_id: string; attempts: number; text: string }>(
    `select idempotency_key, external_id, attempts, text from messages where direction = 'outbound'`,
  );
  expect(outbound.map((message) => message.idempotency_key).sort()).toEqual(replies.map(({ key }) => key).sort());
  let duplicates = 0;
  for (const message of outbound) {
    const copies = [...earlier, ...sink.mails].filter((mail) => mail.raw.toString().includes(message.text));
    expect(copies.length).toBeGreaterThanOrEqual(1);
    // Each copy was an attempt, and all carry the one id that was written down before the first left.
    expect(copies.length).toBeLessThanOrEqual(message.attempts);
    expect([...new Set(copies.map(({ messageId }) => messageId))]).toEqual([message.external_id]);
    duplicates += copies.length - 1;
  }
  await eventually(async () => (await rows('select 1 from messages where copy_due')).length === 0, 'all copies are kept', 180_000);
  const copies = (await dovecot.mailsOf(MAILBOX.address, 'Sent')).map(({ raw }) => /^Message-ID: <(.+)>/im.exec(raw.toString())?.[1]);
  expect(copies.sort()).toEqual(outbound.map((message) => message.external_id).sort());
  // What a server took without a word before it went down is sent again, as after a kill.
  expect(duplicates).toBeLessThanOrEqual((ROUNDS + SINK_FAILURES) * REPEATS_PER_KILL);
  console.log(
    `${MAILS} mails and ${REPLIES} replies over ${ROUNDS} kills: 0 lost, 0 twice in a ticket, ${duplicates} sent twice under one id`,
  );
});

async function restartSink(): Promise<void> {
  const { port, behaviour } = sink;
  await sink.stop();
  earlier.push(...sink.mails);
  sink = await SmtpSink.start({ port });
  sink.behaviour = behaviour;
}

async function ticketsToAnswer(count: number): Promise<string[]> {
  for (let index = 0; index < count; index++) await dovecot.deliver(MAILBOX.address, customerMail(`first-${index}@klant.test`));
  await eventually(async () => (await countOf(`external_id like 'first-%'`)) === count, 'the tickets to answer');
  return (await rows<{ id: string }>('select id from tickets order by number')).map(({ id }) => id);
}

async function countOf(condition: string): Promise<number> {
  const [row] = await rows<{ count: number }>(`select count(*)::int as count from messages where ${condition}`);
  return row?.count ?? 0;
}

/** As an agent who sees that a reply waits minutes for its next attempt, because a mail server was away; once for each. */
async function sendNow(agent: ApiClient, hurried: Set<string>): Promise<void> {
  const waiting = await rows<{ id: string }>(
    `select id from messages where direction = 'outbound' and delivery_state = 'queued' and next_attempt_at > now() + interval '3 seconds'`,
  );
  for (const { id } of waiting.filter((one) => !hurried.has(one.id))) {
    hurried.add(id);
    await agent.post(`/api/messages/${id}/retry`);
  }
}

/** As the console does it: again with the same key until the server said that it has it. */
async function postUntilTaken(agent: ApiClient, ticketId: string, idempotencyKey: string, text: string): Promise<void> {
  const request = { idempotencyKey, html: `<p>${text}</p>`, to: [{ address: 'jan@klant.test', name: 'Jan' }], thenStatus: 'open' };
  await eventually(
    async () => {
      const answer = await agent.post(`/api/tickets/${ticketId}/replies`, request).catch(() => undefined);
      if (answer && answer.status < 500 && answer.status !== 201) throw new Error(`A reply was refused: ${answer.text}`);
      return answer?.status === 201;
    },
    `the reply "${text}" is taken`,
    180_000,
  );
}

const partOf = <T>(all: readonly T[], round: number): T[] => {
  const size = all.length / ROUNDS;
  return all.slice(round * size, (round + 1) * size);
};

async function inLanes<T>(lanes: number, items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const [index, item] of queue) await work(item, index);
    }),
  );
}
