import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, anInboundMessage, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket, seeTickets } from './testing/look.ts';
import { TicketIntake } from './ticket-intake.ts';

let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
});

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

it('puts replies that arrive at once into one ticket, each counted', async () => {
  const { id } = await aTicket(app, account, { externalId: 'first@klant.test' });
  await times(8, (index) => receive(app, account, { references: ['first@klant.test'], text: `Antwoord ${index}` }));
  const { ticket, messages } = await seeTicket(app, organisation.id, id);
  expect(ticket).toMatchObject({ messageCount: 9, version: 9 });
  expect(new Set(messages.map((message) => message.text)).size).toBe(9);
});

it('makes one ticket of the first mails of one conversation that arrive at once, in whatever order', async () => {
  await times(8, (index) =>
    receive(app, account, {
      externalId: `mail-${index}@klant.test`,
      references: Array.from({ length: index }, (_, older) => `mail-${index - older - 1}@klant.test`),
    }),
  );
  expect(await seeTickets(app, organisation.id)).toMatchObject([{ messageCount: 8 }]);
});

it('takes one message that is handed in several times at once for one', async () => {
  const message = anInboundMessage(app, account);
  const answers = await times(8, () => asOrganisation(app, organisation.id, (tx) => app.app.get(TicketIntake).accept(tx, message)));
  expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.messageId)).size).toBe(1);
  expect(await seeTickets(app, organisation.id)).toMatchObject([{ messageCount: 1, number: 1 }]);
});

it('makes one contact of a new customer who writes twice at once, and numbers without gaps', async () => {
  await times(8, (index) => receive(app, account, { from: `klant-${index % 2}@klant.test` }));
  const tickets = await seeTickets(app, organisation.id);
  expect(tickets.map((ticket) => ticket.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(new Set(tickets.map((ticket) => ticket.contact.id)).size).toBe(2);
});

it('stores shared files once without messages waiting for each other in a circle', async () => {
  const files = ['a', 'b', 'c'].map((name) => ({
    sha256: name.repeat(64),
    storageKey: `attachments/${name}`,
    sizeBytes: 1,
    name,
    contentType: 'image/png',
    contentId: null,
    inline: false,
  }));
  await times(8, (index) => receive(app, account, { attachments: index % 2 ? files : files.toReversed() }));
  const counted = await asOrganisation(app, organisation.id, (tx) => tx.query('select id from files'));
  expect(counted).toHaveLength(3);
});

it('needs ten statements for a reply and twelve for a new ticket at most', async () => {
  await aTicket(app, account, { externalId: 'first@klant.test' });
  const reply = await statementsOf(() => receive(app, account, { references: ['first@klant.test'] }));
  const fresh = await statementsOf(() => receive(app, account, { from: 'new@klant.test' }));
  expect(reply).toBeLessThanOrEqual(10);
  expect(fresh).toBeLessThanOrEqual(12);
});

/** Statements of the transaction itself; begin, scope and commit are the caller's. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const dataSource = app.app.get(DataSource);
  const create = dataSource.createQueryRunner.bind(dataSource);
  let count = 0;
  dataSource.createQueryRunner = (...given) => {
    const runner = create(...given);
    const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<unknown>;
    const isIntake: string[] = [];
    runner.query = ((...parameters: unknown[]) => {
      const sql = String(parameters[0]);
      if (/pg_advisory_xact_lock\(key\)/.test(sql)) isIntake.push(sql);
      if (isIntake.length > 0 && !/^COMMIT/i.test(sql)) count += 1;
      return query(...parameters);
    }) as typeof runner.query;
    return runner;
  };
  try {
    await work();
  } finally {
    dataSource.createQueryRunner = create;
  }
  return count;
}
