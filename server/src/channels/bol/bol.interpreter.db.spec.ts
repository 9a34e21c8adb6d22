import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { MessageInterpreters } from '../core/message-interpreters.ts';
import { ANSWERS, FALSE_VERIFICATION, OTHERS, QUESTIONS, VERIFICATION } from './testing/bol-fixtures.ts';
import { aQuestion, ORDER, SHOP } from './testing/bol-mails.ts';

let app: TestApp;
let house: FoundedOrganisation;
let mailbox: TestChannelAccount;
let bolId: string;
beforeAll(async () => {
  app = await startTestApp();
  house = await aFoundedOrganisation(app);
  mailbox = await aChannelAccount(app, house, { address: SHOP });
  const made = await house.owner.post('/api/channels/bol/accounts', { mailAccountId: mailbox.id, name: 'bol', contactAddress: SHOP });
  expect(made.status).toBe(201);
  bolId = (made.body as { id: string }).id;
});
afterAll(() => app.stop());

/** As the intake reads it: by the mailbox's adapter, and by whoever makes something of what that read. */
function read(contents: Buffer, silent = false): Promise<ParsedRaw> {
  return inOrganisation(house.id, async () => {
    const account = (await app.app.get(ChannelAccounts, { strict: false }).forAdapter(mailbox.id)) as ChannelAccountForAdapter;
    const raw: RawMessage = { id: newId(), externalKey: newId(), receivedAt: new Date('2026-11-20T10:20:00Z'), silent, contents };
    const parsed = await app.app.get(ChannelRegistry, { strict: false }).get('email').parse(account, raw);
    return app.app.get(MessageInterpreters, { strict: false }).apply(account, raw, parsed);
  });
}
async function messageOf(contents: Buffer) {
  const parsed = await read(contents);
  if (parsed.outcome !== 'message') throw new Error(`Not a message: ${JSON.stringify(parsed)}`);
  return parsed.message;
}
const settings = async () => (await house.owner.get(`/api/channels/bol/accounts/${bolId}`)).body as Record<string, unknown>;

describe('what customers write over bol', () => {
  it.each([...QUESTIONS, ...ANSWERS])('$name', async ({ raw, facts, text, to }) => {
    const message = await messageOf(raw);
    expect(message.marketplace).toMatchObject(facts ?? {});
    expect(message).toMatchObject({ channelKind: 'bol', channelAccountId: bolId, shopId: house.shopId, vouched: true });
    expect(message.nature).toBe('personal');
    if (text !== undefined) expect(message.text).toBe(text);
    if (to !== undefined) expect(message.replyRecipients.to.map(({ address }) => address)).toEqual(to === null ? [] : [to]);
  });

  it('keeps the whole mail beside the question', async () => {
    const { fullText } = await messageOf(aQuestion());
    expect(fullText).toContain('Je hebt een nieuwe vraag van een klant.');
  });

  it('knows the customer by the order, and by the address made for it', async () => {
    const { sender, thread } = await messageOf(aQuestion());
    expect(sender.identity).toEqual({ kind: 'bol_order', value: ORDER });
    expect(sender.also).toEqual([{ kind: 'email', value: expect.stringMatching(/@klantbericht\.bol\.com$/) }]);
    expect(thread.keys).toEqual({ certain: `order:${ORDER}`, likely: [expect.stringMatching(/^relay:2abc/)] });
  });
});

describe('other mail in the same mailbox', () => {
  it.each(OTHERS)('$name', async ({ raw, facts, to }) => {
    const message = await messageOf(raw);
    if (facts === undefined) return expect(message.marketplace).toBeUndefined();
    expect(message.marketplace).toMatchObject(facts);
    // Only what customers wrote is theirs; the rest stays mail of this mailbox.
    expect(message.channelKind).toBe(to === undefined ? 'email' : 'bol');
  });

  it('takes nothing from what is not proven to be bol’s', async () => {
    for (const { raw, facts } of OTHERS.filter((one) => one.facts?.recognised === 'suspicious')) {
      const message = await messageOf(raw);
      expect(facts?.recognised).toBe('suspicious');
      expect(message.channelAccountId).toBe(mailbox.id);
      expect(message.thread.keys).toBeUndefined();
    }
  });

  it('calls nobody for word of orders, but for strikes and people', async () => {
    const natureOf = async (name: string) => (await messageOf(OTHERS.find((one) => one.name === name)?.raw ?? Buffer.of())).nature;
    expect(await natureOf('word of an order')).toBe('automatic');
    expect(await natureOf('word of a strike')).toBe('personal');
    expect(await natureOf('an account manager')).toBe('personal');
  });
});

describe('the verification of the contact address', () => {
  it('is shown with the channel and becomes no ticket', async () => {
    expect(await read(VERIFICATION)).toMatchObject({ outcome: 'ignored' });
    expect(await settings()).toMatchObject({ verification: { code: '482913', link: 'https://partner.bol.com/confirm?token=abc123' } });
  });

  it('shows no link that leads elsewhere', async () => {
    await read(FALSE_VERIFICATION);
    expect(await settings()).toMatchObject({ verification: { link: null } });
  });
});

it('tells when the first question came', async () => {
  await read(aQuestion());
  expect(await settings()).toMatchObject({ firstQuestionAt: '2026-11-20T10:15:00.000Z' });
});

it('leaves mail of a mailbox without a bol channel alone', async () => {
  const other = await aChannelAccount(app, house, { address: 'info@winkel.test' });
  const parsed = await inOrganisation(house.id, async () => {
    const account = (await app.app.get(ChannelAccounts, { strict: false }).forAdapter(other.id)) as ChannelAccountForAdapter;
    const raw: RawMessage = { id: newId(), externalKey: newId(), receivedAt: new Date(), silent: false, contents: aQuestion() };
    return app.app
      .get(MessageInterpreters, { strict: false })
      .apply(account, raw, await app.app.get(ChannelRegistry, { strict: false }).get('email').parse(account, raw));
  });
  expect(parsed).toMatchObject({ message: { channelKind: 'email' } });
});
