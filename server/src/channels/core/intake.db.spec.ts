import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { TicketIntake } from '../../modules/tickets/public.ts';
import { aChannelAccount, anInboundMessage, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { asOrganisation } from '../../modules/tickets/testing/look.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import type { ParsedRaw, RawMessage } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { DEADLY_ATTEMPTS } from './pending-messages.ts';
import { RawMessages } from './raw-messages.ts';

let app: TestApp;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await aChannelAccount(app, await aFoundedOrganisation(app));
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.stop());

const asUs = <T>(work: Parameters<typeof asOrganisation<T>>[2]) => asOrganisation(app, account.organisationId, work);
const adapter = () => app.app.get(ChannelRegistry).get('email');
/** What the adapter makes of a raw message; by default a message whose subject is its external key. */
function parsing(read: (raw: RawMessage) => Promise<ParsedRaw> | ParsedRaw = message) {
  return jest.spyOn(adapter(), 'parse').mockImplementation(async (_account, raw) => read(raw));
}
function message({ externalKey, id, silent }: RawMessage): ParsedRaw {
  const inbound = anInboundMessage(app, account, {
    externalId: `${externalKey}@klant.test`,
    subject: externalKey,
    rawMessageId: id,
    silent,
  });
  return {
    outcome: 'message',
    message: { ...inbound, sender: { ...inbound.sender, identity: { kind: 'email', value: `${externalKey}@klant.test` } } },
  };
}
const incoming = (externalKey: string, silent = false) => ({
  externalKey,
  contents: Buffer.from(externalKey),
  receivedAt: new Date(),
  summary: `Mail ${externalKey}`,
  silent,
});
const store = (...keys: string[]) =>
  asUs(() =>
    app.app.get(RawMessages).store(
      account.id,
      keys.map((key) => incoming(key)),
    ),
  );
interface Row {
  readonly external_key: string;
  readonly state: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly message_id: string | null;
}
const rows = () =>
  asUs((tx) => tx.query<Row>('select external_key, state, reason, attempts, message_id from raw_messages order by created_at, id'));
const subjects = () =>
  asUs(async (tx) => (await tx.query<{ subject: string }>('select subject from tickets order by number')).map(({ subject }) => subject));
const settled = () => eventually(async () => (await rows()).every(({ state }) => state !== 'pending') && rows(), 'nothing is pending');

it('takes messages in by the order they came in, however long each takes to read', async () => {
  parsing(async (raw) => {
    if (raw.externalKey === 'een') await new Promise((resolve) => setTimeout(resolve, 200));
    return message(raw);
  });
  await store('een', 'twee', 'drie');
  await settled();
  expect(await subjects()).toEqual(['een', 'twee', 'drie']);
});

it('asks what a message is when all before it are in tickets', async () => {
  const seen: string[][] = [];
  parsing((raw) => {
    if (raw.externalKey !== 'antwoord') return message(raw);
    return {
      outcome: 'undecided',
      decide: async () => {
        seen.push(await subjects());
        return { outcome: 'ignored', reason: 'Nobody asked' };
      },
    };
  });
  await store('een', 'twee', 'antwoord', 'drie');
  expect(await settled()).toMatchObject([{}, {}, { state: 'done', reason: 'Nobody asked', message_id: null }, {}]);
  expect(seen).toEqual([['een', 'twee']]);
});

it('finds the question of an answer from the sent folder that was stored together with it', async () => {
  const mail = (from: string, to: string, id: string, ...more: string[]) =>
    Buffer.from([`From: ${from}`, `To: ${to}`, `Message-ID: <${id}>`, 'Subject: Vraag', ...more, '', 'Tekst', ''].join('\r\n'));
  const customer = 'klant@elders.test';
  const mails = [
    ['1.1', mail(customer, account.address, 'vraag@elders.test')],
    ['sent.1.1', mail(account.address, customer, 'antwoord@winkel.test', 'In-Reply-To: <vraag@elders.test>')],
    ['sent.1.2', mail(account.address, 'tante@familie.test', 'groet@winkel.test')],
  ] as const;
  const allRead = Promise.withResolvers<void>();
  const read = adapter().parse.bind(adapter());
  let left = mails.length;
  jest.spyOn(adapter(), 'parse').mockImplementation((...given) =>
    read(...given).finally(() => {
      left--;
      if (left === 0) allRead.resolve();
    }),
  );
  const intake = app.app.get(TicketIntake);
  const accept = intake.accept.bind(intake);
  jest.spyOn(intake, 'accept').mockImplementation(async (tx, inbound) => {
    await allRead.promise;
    return accept(tx, inbound);
  });
  await asUs(() =>
    app.app.get(RawMessages).store(
      account.id,
      mails.map(([externalKey, contents]) => ({ ...incoming(externalKey), contents })),
    ),
  );
  expect(await settled()).toMatchObject([{ state: 'done' }, { state: 'done', reason: null }, { message_id: null }]);
  const told = await asUs((tx) => tx.query('select ticket_id, direction from messages order by created_at, id'));
  expect(told).toMatchObject([{ direction: 'inbound' }, { direction: 'outbound' }]);
  expect(await asUs((tx) => tx.query('select message_count from tickets'))).toEqual([{ message_count: 2 }]);
});

it('takes new messages in before history that waits', async () => {
  const arrived = Promise.withResolvers<void>();
  parsing(async (raw) => {
    await arrived.promise;
    return message(raw);
  });
  await asUs(() =>
    app.app.get(RawMessages).store(
      account.id,
      Array.from({ length: 100 }, (_, nr) => incoming(`oud${nr}`, true)),
    ),
  );
  await store('nieuw');
  arrived.resolve();
  await settled();
  // Behind what was being read already, and before the rest.
  expect((await subjects()).indexOf('nieuw')).toBeLessThan(90);
});

it('sets what cannot be read aside, with its reason, and goes on', async () => {
  parsing((raw) => {
    if (raw.externalKey === 'kapot') throw new Error('Onleesbaar\u0000.');
    return message(raw);
  });
  await store('een', 'kapot', 'twee');
  expect(await settled()).toMatchObject([{ state: 'done' }, { state: 'failed', reason: 'Onleesbaar.' }, { state: 'done' }]);
  expect(await subjects()).toEqual(['een', 'twee']);
});

it('leaves nothing behind of a message that the database refuses, and goes on', async () => {
  parsing();
  const intake = app.app.get(TicketIntake);
  const accept = intake.accept.bind(intake);
  jest.spyOn(intake, 'accept').mockImplementation(async (tx, inbound) => {
    const accepted = await accept(tx, inbound);
    if (inbound.subject === 'kapot') throw new QueryFailedError('insert', [], Object.assign(new Error('too long'), { code: '22001' }));
    return accepted;
  });
  await store('kapot', 'twee');
  expect(await settled()).toMatchObject([{ state: 'failed', reason: 'too long', message_id: null }, { state: 'done' }]);
  expect(await subjects()).toEqual(['twee']);
});

it('remembers why a message made no ticket', async () => {
  parsing(() => ({ outcome: 'ignored', reason: 'Our own copy' }));
  await store('kopie');
  expect(await settled()).toMatchObject([{ state: 'done', reason: 'Our own copy', message_id: null }]);
  expect(await subjects()).toEqual([]);
});

it('blames no message for a storage that is out of reach, and takes it in once it is back', async () => {
  parsing();
  const storage = app.app.get(FileStorage);
  const get = storage.get.bind(storage);
  let failures = 2;
  jest.spyOn(storage, 'get').mockImplementation(async (key) => {
    if (failures-- > 0) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    return get(key);
  });
  await store('een');
  expect(await settled()).toMatchObject([{ state: 'done', attempts: 1 }]);
  expect(await subjects()).toEqual(['een']);
});

it('gives up on a message that killed the process each time, and not on its neighbours', async () => {
  const parse = parsing();
  // As crashes leave them: each counted before anybody looked inside.
  const put = (key: string, attempts: number) =>
    asUs((tx) =>
      tx.query(
        `insert into raw_messages (id, organisation_id, channel_account_id, external_key, storage_key, size_bytes, attempts, received_at)
         values ($1, $2, $3, $4, $5, 1, $6, now())`,
        [newId(), tx.organisationId, account.id, key, `raw/none/${key}`, attempts],
      ),
    );
  await app.app.get(FileStorage).put('raw/none/buur', Buffer.from('buur'));
  await put('dodelijk', DEADLY_ATTEMPTS);
  await put('buur', 1);
  await store('nieuw');
  expect(await settled()).toMatchObject([
    { external_key: 'dodelijk', state: 'failed', reason: expect.stringMatching(/crashed/) },
    { external_key: 'buur', state: 'done' },
    { external_key: 'nieuw', state: 'done' },
  ]);
  expect(parse.mock.calls.map(([, raw]) => raw.externalKey)).not.toContain('dodelijk');
});

it('stores a message that comes twice once', async () => {
  parsing();
  expect(await store('een', 'twee')).toBe(2);
  expect(await store('twee', 'drie')).toBe(1);
  await settled();
  expect(await subjects()).toEqual(['een', 'twee', 'drie']);
});

it('keeps nothing when the cursor cannot be moved with it', async () => {
  const parse = parsing();
  const storing = asUs(() =>
    app.app.get(RawMessages).store(account.id, [incoming('een')], async () => {
      throw new Error('no cursor');
    }),
  );
  await expect(storing).rejects.toThrow('no cursor');
  expect(await rows()).toEqual([]);
  expect(parse).not.toHaveBeenCalled();
});

it('is not to be read by another organisation', async () => {
  parsing();
  await store('een');
  await settled();
  const other = await aFoundedOrganisation(app);
  expect(await asOrganisation(app, other.id, (tx) => tx.query('select 1 from raw_messages'))).toEqual([]);
});
