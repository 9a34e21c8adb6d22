import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { TicketIntake } from '../../modules/tickets/public.ts';
import { aChannelAccount, anInboundMessage, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { asOrganisation } from '../../modules/tickets/testing/look.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import type { RawMessage } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { FailedMessages } from './failed-messages.ts';
import { MOST_IN_ROW_BYTES, RawContents } from './raw-contents.ts';
import { RawMessages } from './raw-messages.ts';

let app: TestApp;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await aChannelAccount(app, await aFoundedOrganisation(app), { kind: 'whatsapp' });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.stop());

const asUs = <T>(work: Parameters<typeof asOrganisation<T>>[2]) => asOrganisation(app, account.organisationId, work);
const rows = <Row>(sql: string) => asUs((tx) => tx.query<Row>(sql));
const adapter = () => app.app.get(ChannelRegistry).get('whatsapp');

/** `a:hallo`: who wrote, and what. None is read before all are there, so that they can go in together. */
function reading(count: number, read: (raw: RawMessage) => void = () => undefined, bySender = true) {
  const all = Promise.withResolvers<void>();
  let left = count;
  return jest.spyOn(adapter(), 'parse').mockImplementation(async (_account, raw) => {
    left--;
    if (left === 0) all.resolve();
    await all.promise;
    read(raw);
    const [person = ''] = raw.externalKey.split(':');
    const text = raw.externalKey.slice(person.length + 1);
    const inbound = anInboundMessage(app, account, {
      channelKind: 'whatsapp',
      externalId: raw.externalKey,
      text,
      rawMessageId: raw.id,
      bySender,
      references: text.startsWith('over ') ? [text.slice(5)] : [],
    });
    return { outcome: 'message', message: { ...inbound, sender: { name: person, identity: { kind: 'phone', value: `+316${person}` } } } };
  });
}
const store = (...keys: string[]) =>
  asUs(() =>
    app.app.get(RawMessages).store(
      account.id,
      keys.map((externalKey) => ({
        externalKey,
        contents: Buffer.from(externalKey),
        receivedAt: new Date(),
        summary: externalKey,
        silent: false,
      })),
    ),
  );
const settled = () =>
  eventually(async () => (await rows(`select from raw_messages where state = 'pending'`)).length === 0, 'nothing is pending');
const transactions = () => rows<{ transaction: string }>('select distinct xmin::text as transaction from messages');

it('what different people wrote goes in in one transaction', async () => {
  reading(4);
  await store('a:een', 'b:twee', 'c:drie', 'd:vier');
  await settled();
  expect(await rows('select text from messages order by text')).toHaveLength(4);
  expect(await transactions()).toHaveLength(1);
  expect(await rows('select from tickets')).toHaveLength(4);
  expect(await rows(`select from raw_messages r join messages m on m.id = r.message_id and m.external_id = r.external_key`)).toHaveLength(
    4,
  );
});

it('what one person wrote stays in order, and in one ticket', async () => {
  reading(6);
  await store('a:1', 'b:1', 'a:2', 'b:2', 'a:3', 'c:1');
  await settled();
  const told = await rows<{ said: string }>(
    `select string_agg(m.external_id, ' ' order by m.id) as said from messages m group by m.ticket_id order by said`,
  );
  expect(told.map(({ said }) => said)).toEqual(['a:1 a:2 a:3', 'b:1 b:2', 'c:1']);
});

it('of a channel that does not know one conversation per person, what has nothing to do with each other goes in together', async () => {
  reading(5, undefined, false);
  await store('a:een', 'b:twee', 'c:drie', 'd:over b:twee', 'a:over c:drie');
  await settled();
  const told = await rows<{ said: string }>(
    `select string_agg(m.external_id, ' ' order by m.id) as said from messages m group by m.ticket_id order by said`,
  );
  expect(told.map(({ said }) => said)).toEqual(['a:een', 'b:twee d:over b:twee', 'c:drie a:over c:drie']);
  expect(await transactions()).toHaveLength(2);
  expect(await rows(`select from raw_messages where state = 'done'`)).toHaveLength(5);
});

it('one that the database refuses is set aside, and takes no other along', async () => {
  reading(4);
  const intake = app.app.get(TicketIntake);
  const accept = intake.accept.bind(intake);
  jest.spyOn(intake, 'accept').mockImplementation(async (tx, inbound) => {
    const accepted = await accept(tx, inbound);
    if (inbound.text === 'kapot') throw new QueryFailedError('insert', [], Object.assign(new Error('too long'), { code: '22001' }));
    return accepted;
  });
  await store('a:een', 'b:kapot', 'c:drie', 'a:vier');
  await settled();
  expect(await rows(`select external_key, reason from raw_messages where state = 'failed'`)).toEqual([
    { external_key: 'b:kapot', reason: 'too long' },
  ]);
  expect(await rows('select text from messages order by text')).toEqual([{ text: 'drie' }, { text: 'een' }, { text: 'vier' }]);
  expect(await rows('select from contacts')).toHaveLength(2);
});

it('two who write into the same ticket see what the other made of it', async () => {
  reading(1);
  await store('a:vraag');
  await settled();
  await asUs((tx) => tx.query(`update tickets set status = 'pending'`));
  reading(2);
  await store('b:over a:vraag', 'c:over a:vraag');
  await settled();
  expect(await rows('select message_count, status from tickets')).toEqual([{ message_count: 3, status: 'open' }]);
  expect(await rows(`select from activities where type = 'reopened'`)).toHaveLength(1);
});

it('small contents stand in the row, large ones in the storage, and both are read again and downloaded', async () => {
  const [small, large] = [Buffer.alloc(MOST_IN_ROW_BYTES, 1), Buffer.alloc(MOST_IN_ROW_BYTES + 1, 2)];
  const put = jest.spyOn(app.app.get(FileStorage), 'put');
  let broken = true;
  const seen: Buffer[] = [];
  reading(2, ({ contents }) => {
    if (broken) throw new Error('Niet te lezen');
    seen.push(contents);
  });
  const incoming = (externalKey: string, contents: Buffer) => ({
    externalKey,
    contents,
    receivedAt: new Date(),
    summary: '',
    silent: false,
  });
  await asUs(() => app.app.get(RawMessages).store(account.id, [incoming('a:klein', small), incoming('b:groot', large)]));
  await settled();
  expect(put).toHaveBeenCalledTimes(1);
  const failed = await rows<{ id: string }>(`select id from raw_messages where state = 'failed' order by external_key`);
  const files = await Promise.all(failed.map(({ id }) => asUs((tx) => app.app.get(FailedMessages).rawFile(tx, id))));
  const downloaded = await Promise.all(files.map(async (file) => bytesOf(await app.app.get(RawContents).stream(file))));
  expect(downloaded.map((bytes) => bytes.length)).toEqual([small.length, large.length]);
  expect(downloaded).toEqual([small, large]);
  broken = false;
  await asUs((tx) => app.app.get(FailedMessages).retry(tx));
  await settled();
  expect(seen).toEqual(expect.arrayContaining([small, large]));
  expect(await rows(`select from raw_messages where state = 'done'`)).toHaveLength(2);
});

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}
