import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Application, startApplication } from '../src/application.ts';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { Config } from '../src/platform/config/config.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { freePort, startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

const WEEK = { days: 7 };
/** More than one slice. */
const MISSED = 120;

let dovecot: DovecotServer;
let app: TestApp;
let back: Application | undefined;
let clock: TestClock;
beforeEach(async () => {
  clock = new TestClock();
  clock.advance({ days: -7 });
  [dovecot, app] = await Promise.all([startDovecot(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '1' }, clock)]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  // Was there before the mailbox was connected, and was not asked for.
  const received = 'Received: from a.test by b.test; Wed, 1 Jan 2020 10:00:00 +0000';
  await dovecot.append(MAILBOX.address, 'INBOX', `${received}\r\n${mail('ouder', new Date('2020-01-01'))}`);
  await openShop(app.url, dovecot);
  await dovecot.deliver(MAILBOX.address, mail('voor-1'));
  await dovecot.deliver(MAILBOX.address, mail('voor-2'));
  await isHere(['voor-1', 'voor-2'], app);
});
afterEach(async () => {
  await back?.close();
  back = undefined;
  await app.stop();
  await dovecot.stop();
});

const mail = (id: string, date = new Date()) =>
  customerMail(`${id}@klant.test`, { subject: id, from: `${id}@klant.test` }).replace(/^Date: .*$/m, `Date: ${date.toUTCString()}`);

async function ids(by: Application): Promise<string[]> {
  const rows = await by.app
    .get(UnitOfWork)
    .system('housekeeping', (tx) =>
      tx.query<{ id: string }>(`select split_part(external_id, '@', 1) as id from messages order by messages.id`),
    );
  return rows.map(({ id }) => id);
}
/** What is in a folder when it is first seen counts as old. */
async function folderIsWatched(): Promise<boolean> {
  const rows = await app.app
    .get(UnitOfWork)
    .system('housekeeping', (tx) => tx.query(`select 1 from mailbox_cursors where folder = 'Sent'`));
  return rows.length > 0;
}
/** Exactly these, each once. */
async function isHere(wanted: readonly string[], by: Application): Promise<void> {
  await eventually(async () => (await ids(by)).length >= wanted.length, `${wanted.length} mails`);
  expect((await ids(by)).toSorted()).toEqual(wanted.toSorted());
}
/** The server is away for a week; meanwhile this happens. */
async function away(meanwhile: () => Promise<void>): Promise<Application> {
  const config = app.app.get(Config);
  await app.app.close();
  await meanwhile();
  clock.advance(WEEK);
  back = await startApplication({ ...config, port: await freePort() }, { database: app.database, clock });
  return back;
}
const missed = Array.from({ length: MISSED }, (_, index) => `gemist-${index}`);

it('catches up after a week away: every mail once, in the order it came', async () => {
  const after = await away(async () => {
    for (const id of missed) await dovecot.deliver(MAILBOX.address, mail(id));
  });
  await isHere(['voor-1', 'voor-2', ...missed], after);
  expect((await ids(after)).slice(2)).toEqual(missed);
  await dovecot.deliver(MAILBOX.address, mail('daarna'));
  await isHere(['voor-1', 'voor-2', ...missed, 'daarna'], after);
});

it('catches up when the mailbox was numbered anew meanwhile, without bringing anything in twice or what was never asked for', async () => {
  const after = await away(async () => {
    for (const id of missed.slice(0, 60)) await dovecot.deliver(MAILBOX.address, mail(id));
    // A customer whose clock is years behind.
    await dovecot.deliver(MAILBOX.address, mail('verkeerde-klok', new Date('2001-01-01')));
    await dovecot.renumber(MAILBOX.address);
    for (const id of missed.slice(60)) await dovecot.deliver(MAILBOX.address, mail(id));
  });
  await isHere(['voor-1', 'voor-2', 'verkeerde-klok', ...missed], after);
  await dovecot.deliver(MAILBOX.address, mail('daarna'));
  await isHere(['voor-1', 'voor-2', 'verkeerde-klok', ...missed, 'daarna'], after);
});

it('catches up with what colleagues sent elsewhere, also when that folder was numbered anew', async () => {
  const sent = (id: string) =>
    mail(id)
      .replace(/^From: .*$/m, `From: ${MAILBOX.address}`)
      .replace(/^To: .*$/m, 'To: voor-1@klant.test\r\nIn-Reply-To: <voor-1@klant.test>');
  await dovecot.append(
    MAILBOX.address,
    'Sent',
    sent('elders')
      .replace('voor-1@klant.test', 'tante@familie.test')
      .replace(/^In-Reply-To.*\r\n/m, ''),
  );
  await eventually(folderIsWatched, 'the folder is watched');
  await dovecot.append(MAILBOX.address, 'Sent', sent('thuis'));
  await eventually(async () => (await ids(app)).includes('thuis'), 'the first answer');
  const before = await ids(app);
  const after = await away(async () => {
    await dovecot.append(MAILBOX.address, 'Sent', sent('onderweg'));
    await dovecot.renumber(MAILBOX.address);
    await dovecot.append(MAILBOX.address, 'Sent', sent('laat'));
  });
  await isHere([...before, 'onderweg', 'laat'], after);
});
