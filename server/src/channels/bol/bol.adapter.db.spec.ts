import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { anOutgoingMessage } from '../core/testing/outgoing-message.ts';
import { BolAdapter } from './bol.adapter.ts';
import { KLANTBERICHT, SHOP } from './testing/bol-mails.ts';

let app: TestApp;
let house: FoundedOrganisation;
let account: ChannelAccountForAdapter;
beforeAll(async () => {
  app = await startTestApp();
  house = await aFoundedOrganisation(app);
  const mailbox = await aChannelAccount(app, house, { address: SHOP });
  const settings = { mailAccountId: mailbox.id, carrierKind: 'email', contactAddress: SHOP };
  account = {
    id: newId(),
    organisationId: house.id,
    shopId: house.shopId,
    shopName: '',
    name: 'bol',
    address: SHOP,
    settings,
    secrets: {},
  };
});
afterAll(() => app.stop());

const adapter = () => app.app.get(BolAdapter, { strict: false });
const send = (settings: object) =>
  inOrganisation(house.id, () =>
    adapter().send(
      { ...account, settings: { ...(account.settings as object), ...settings } },
      anOutgoingMessage({ to: [{ address: KLANTBERICHT, name: '' }] }),
      new AbortController().signal,
    ),
  );

it('foretells one id for a message, and another for each', () => {
  const [one, other] = [anOutgoingMessage(), anOutgoingMessage()];
  const id = adapter().externalIdFor(account, one);
  expect(id).toMatch(/@winkel\.test$/);
  expect(adapter().externalIdFor(account, { ...one, attempt: 2, externalId: id })).toBe(id);
  expect(adapter().externalIdFor(account, other)).not.toBe(id);
});

it('says in words why nothing can leave', async () => {
  // The mailbox of this spec has no server for sending.
  expect(await send({})).toEqual({
    outcome: 'rejected',
    reason: 'This mailbox can only receive. Set a server for sending in the settings of the mailbox.',
  });
  expect(await send({ mailAccountId: newId() })).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('is disconnected') });
});

it('takes only what brings mail as its mailbox', async () => {
  const connect = (mailAccountId: string, contactAddress = SHOP) =>
    house.owner.post('/api/channels/bol/accounts', { mailAccountId, name: 'bol', contactAddress });
  const mailbox = (account.settings as { mailAccountId: string }).mailAccountId;
  expect((await connect(newId())).body).toMatchObject({ code: 'no_mailbox' });
  const made = await connect(mailbox);
  expect(made.status).toBe(201);
  expect((await connect(mailbox)).body).toMatchObject({ code: 'channel_address_taken' });
  expect((await connect((made.body as { id: string }).id, 'ander@winkel.test')).body).toMatchObject({ code: 'no_mailbox' });
});

it('keeps every version of a pattern, and gives back the one that comes with Balie', async () => {
  const list = async () =>
    (
      (await house.owner.get('/api/channels/bol/patterns')).body as {
        items: { key: string; version: number; pattern: { name: string; enabled: boolean } }[];
      }
    ).items;
  const question = async () => (await list()).find(({ key }) => key === 'question-nl');
  const original = await question();
  expect(original?.version).toBe(0);
  const save = (changes: object) =>
    house.owner.put('/api/channels/bol/patterns', { key: 'question-nl', pattern: { ...original?.pattern, ...changes } });
  expect((await save({ enabled: false })).status).toBe(200);
  expect((await save({ name: 'Anders' })).status).toBe(200);
  expect(await question()).toMatchObject({ version: 2, builtIn: true, changedBy: house.owner.name, pattern: { name: 'Anders' } });
  await house.owner.post('/api/channels/bol/patterns/reset', { key: 'question-nl' });
  expect(await question()).toEqual(original);
  expect((await save({ subject: ['*'] })).status).toBe(400);
});
