import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { notificationPage } from '@balie/shared/contracts/notifications.ts';
import { ticketPage, viewCounts } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Application, startApplication } from '../src/application.ts';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { Config } from '../src/platform/config/config.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { accountOf, ticketsOf } from './support/mail-in.ts';
import { freePort, startTestApp, type TestApp } from './support/test-app.ts';

const HISTORY = { address: 'archief@winkel.test', password: 'archief-geheim' };
const OLD_MAILS = 60;
let dovecot: DovecotServer;
let app: TestApp;
let owner: ApiClient;
/** Mails in the archive; one test adds one. */
let inArchive = OLD_MAILS;
beforeAll(async () => {
  dovecot = await startDovecot();
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  await dovecot.addUser(HISTORY.address, HISTORY.password);
  for (let nr = 1; nr <= OLD_MAILS; nr++) {
    await dovecot.deliver(HISTORY.address, customerMail(`oud${nr}@klant.test`, { subject: `Oud ${nr}`, from: `klant${nr}@klant.test` }));
  }
  // Thrown away, but still there: nobody emptied the basket.
  await dovecot.append(HISTORY.address, 'INBOX', customerMail('weg@klant.test', { subject: 'Weg' }), ['\\Deleted']);
});
beforeEach(async () => {
  app = await startTestApp();
  ({ owner } = await openShop(app.url, dovecot));
});
afterEach(() => app.stop());
afterAll(() => dovecot.stop());

async function connectArchive(historyDays: number | null): Promise<ChannelAccount> {
  const endpoint = { host: '127.0.0.1', security: 'none', user: HISTORY.address, password: HISTORY.password };
  const answer = await owner.post('/api/channels/email/accounts', {
    address: HISTORY.address,
    imap: { ...endpoint, port: dovecot.imapPort },
    smtp: { ...endpoint, port: dovecot.smtpPort },
    shopId: (await accountOf(owner)).shopId,
    name: 'Archief',
    historyDays,
  });
  return answer.as(channelAccount);
}
async function archive(): Promise<ChannelAccount> {
  const { items } = (await owner.get('/api/channel-accounts')).body as { items: ChannelAccount[] };
  const found = items.find(({ address }) => address === HISTORY.address);
  if (!found) throw new Error('The archive is not connected');
  return found;
}
async function countTickets(): Promise<number> {
  const { views } = (await owner.get('/api/views')).as(viewCounts);
  return (views['open']?.count ?? 0) + (views['solved']?.count ?? 0);
}
async function messagesOut({ app: nest }: TestApp): Promise<unknown[]> {
  return nest.get(UnitOfWork).system('housekeeping', (tx) => tx.query(`select 1 from messages where direction = 'outbound'`));
}
async function lockedJobs(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: app.database.url });
  await client.connect();
  try {
    return (await client.query('select task_identifier from graphile_worker.jobs where locked_at is not null')).rows;
  } finally {
    await client.end();
  }
}
/** Another server process on the same database and files. */
async function startSecond(): Promise<Application> {
  return startApplication({ ...app.app.get(Config), port: await freePort() }, { database: app.database });
}

it('brings the history that was asked for, silently, with progress, while new mail does not wait for it', async () => {
  const socket = await owner.openSocket();
  const progress: number[] = [];
  socket.on('channel-account.changed', ({ account }) => {
    if (account.backfill) progress.push(account.backfill.done);
  });
  await connectArchive(30);
  await dovecot.deliver(HISTORY.address, customerMail('nieuw@klant.test', { subject: 'Nieuw' }));
  await eventually(async () => (await ticketsOf(owner)).some(({ subject }) => subject === 'Nieuw'), 'the new mail');
  const done = await eventually(async () => {
    const { backfill } = await archive();
    return backfill?.finishedAt ? backfill : undefined;
  }, 'the history is in');
  expect(done).toMatchObject({ total: OLD_MAILS, done: OLD_MAILS });
  inArchive++;
  await eventually(async () => (await countTickets()) === inArchive, 'all tickets');
  socket.close();
  expect(progress.length).toBeGreaterThan(1);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  const { items } = (await owner.get('/api/notifications')).as(notificationPage);
  expect(items).toEqual([]);
});

it('goes on where it was after the server was stopped in the middle', async () => {
  await connectArchive(30);
  await eventually(async () => {
    const { backfill } = await archive();
    return (backfill?.done ?? 0) >= 25 && (backfill?.done ?? 0) < OLD_MAILS;
  }, 'a part of the history is in');
  await app.app.close();
  // Else the next process would wait until they are taken for lost.
  expect(await lockedJobs()).toEqual([]);
  const second = await startSecond();
  try {
    owner = new ApiClient(second.url ?? '', owner.cookie);
    await eventually(async () => (await archive()).backfill?.finishedAt ?? undefined, 'the history is in');
    expect((await archive()).backfill).toMatchObject({ total: inArchive, done: inArchive });
    await eventually(async () => (await countTickets()) === inArchive, 'all tickets');
  } finally {
    await second.close();
  }
});

it('is pulled by one process at a time, and taken over when that one ends', async () => {
  const second = await startSecond();
  try {
    for (let nr = 1; nr <= 20; nr++) {
      await dovecot.deliver(MAILBOX.address, customerMail(`een${nr}@klant.test`, { subject: `Een ${nr}`, from: `een${nr}@klant.test` }));
    }
    await eventually(async () => (await ticketsOf(owner)).length === 20, '20 tickets');
    expect(await dovecot.connections(MAILBOX.address)).toBe(1);
    await app.app.close();
    owner = new ApiClient(second.url ?? '', owner.cookie);
    await dovecot.deliver(MAILBOX.address, customerMail('na@klant.test', { subject: 'Na de overname' }));
    await eventually(async () => (await ticketsOf(owner)).some(({ subject }) => subject === 'Na de overname'), 'the next process');
    expect(await dovecot.connections(MAILBOX.address)).toBe(1);
    expect(await ticketsOf(owner)).toHaveLength(21);
  } finally {
    await second.close();
  }
});

it('brings all that is kept, old answers after the old questions and into their conversations', async () => {
  const answer = (nr: number) =>
    customerMail(`antwoord${nr}@winkel.test`, {
      subject: `Re: Oud ${nr}`,
      from: HISTORY.address,
      headers: `In-Reply-To: <oud${nr}@klant.test>`,
    }).replace(/^To: .*$/m, `To: klant${nr}@klant.test`);
  for (let nr = 1; nr <= 30; nr++) await dovecot.append(HISTORY.address, 'Verzonden items', answer(nr));
  await dovecot.append(
    HISTORY.address,
    'Verzonden items',
    answer(1)
      .replaceAll('klant1@klant.test', 'tante@familie.test')
      .replaceAll(/oud1@|antwoord1@/g, 'x@'),
  );
  // In other folders, too: a question with its answer, a copy of what is in the inbox, and what was thrown away.
  const [copy] = await dovecot.mailsOf(HISTORY.address);
  const kept = customerMail('bewaard@klant.test', { subject: 'Bewaard', from: 'bewaard@klant.test' });
  await dovecot.append(HISTORY.address, 'Archief', copy?.raw.toString() ?? '');
  await dovecot.append(HISTORY.address, 'Archief/2024', kept);
  await dovecot.append(
    HISTORY.address,
    'Archief/2024',
    answer(99).replaceAll('klant99@klant', 'bewaard@klant').replace('oud99@', 'bewaard@'),
  );
  await dovecot.append(
    HISTORY.address,
    'Prullenbak',
    customerMail('prullen@klant.test', { subject: 'Weggegooid', from: 'prullen@klant.test' }),
  );
  const { id } = await connectArchive(18_250);
  // A folder that is removed before its turn holds nothing up.
  await app.app.get(UnitOfWork).system('housekeeping', async (tx) => {
    const placed = await tx.execute(
      `insert into mailbox_cursors (organisation_id, channel_account_id, folder, uid_validity, last_uid, backfill_next_uid)
       select organisation_id, id, 'Verdwenen', 1, 5, 5 from channel_accounts where id = $1`,
      [id],
    );
    expect(placed).toBe(1);
  });
  const done = await eventually(async () => {
    const { backfill } = await archive();
    return backfill?.finishedAt ? backfill : undefined;
  }, 'the history of all folders is in');
  expect(done).toMatchObject({ total: inArchive + 34, done: inArchive + 34 });
  const outbound = () => messagesOut(app);
  await eventually(async () => (await outbound()).length === 31, '31 answers in tickets');
  expect(await countTickets()).toBe(inArchive - 30 + 1); // The answered ones wait for their customers.
  const waiting = (await owner.get('/api/views/pending/tickets?limit=100')).as(ticketPage).items;
  expect(waiting).toHaveLength(30);
  expect(new Set(waiting.map(({ messageCount }) => messageCount))).toEqual(new Set([2]));
  const others = (await ticketsOf(owner)).filter(({ contact }) => !contact.address.startsWith('klant'));
  expect(others.filter(({ contact }) => contact.address === 'bewaard@klant.test').map(({ messageCount }) => messageCount)).toEqual([2]);
  expect(others.map(({ subject }) => subject)).not.toContain('Weggegooid');
  expect(dovecot.submitted).toEqual([]);
});
