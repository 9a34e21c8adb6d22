import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import type { ChannelAccountForAdapter, ChannelAdapter, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
import { type AdapterOnTrial, itKeepsTheAdapterContract } from '../core/testing/channel-adapter.contract.ts';
import { inScopeOf } from '../core/testing/in-scope.ts';
import { anAttachment, anOutgoingMessage } from '../core/testing/outgoing-message.ts';
import { FakeGraph } from './testing/fake-graph.ts';
import { CONTACTS, CUSTOMER, customerMessage, NUMBER } from './testing/meta-caller.ts';
import { WhatsAppAdapter } from './whatsapp.adapter.ts';

const AT = Date.parse('2026-03-03T10:20:00Z');
const customer = { address: `+${CUSTOMER.wa_id}`, name: 'Loïs' };
const metadata = { phone_number_id: NUMBER.phoneNumberId };

let graph: FakeGraph;
let app: TestApp;
let row: TestChannelAccount;
beforeAll(async () => {
  graph = await FakeGraph.start();
  app = await startTestApp({ BALIE_WHATSAPP_API_URL: graph.apiUrl });
  row = await aChannelAccount(app, await aFoundedOrganisation(app));
});
afterAll(async () => {
  await app.stop();
  await graph.stop();
});

const inScope = (adapter: ChannelAdapter) => inScopeOf(() => row.organisationId, adapter);
const accountAt = (at: FakeGraph): ChannelAccountForAdapter => ({
  ...row,
  shopName: 'Winkel',
  name: 'WhatsApp',
  settings: { ...NUMBER, verifyToken: 'v', locale: 'nl' },
  secrets: { accessToken: at.accessToken, appSecret: at.appSecret },
});
const raw = (told: object, at = AT): RawMessage => ({
  id: newId(),
  externalKey: newId(),
  receivedAt: new Date(at),
  silent: false,
  contents: Buffer.from(JSON.stringify(told)),
});
const toldMessage = (given: object) => ({
  told: 'message',
  metadata,
  contacts: CONTACTS,
  message: customerMessage({ ...given }, AT / 1000),
});
const adapter = () => inScope(app.app.get(WhatsAppAdapter));
const parse = (told: object, at = AT): Promise<ParsedRaw> => adapter().parse(accountAt(graph), raw(told, at));
async function read(given: object, at = AT) {
  const parsed = await parse(toldMessage(given), at);
  if (parsed.outcome !== 'message') throw new Error(`No message: ${JSON.stringify(parsed)}`);
  return parsed.message;
}

describe('the adapter', () => {
  itKeepsTheAdapterContract(async (): Promise<AdapterOnTrial> => {
    graph.mood = 'accept';
    graph.taken.length = 0;
    graph.opensWindow(CUSTOMER.wa_id);
    const refused = { ...accountAt(graph) };
    return {
      adapter: adapter(),
      account: refused,
      customer,
      provider: {
        accept: () => {
          graph.mood = 'accept';
        },
        refuseForNow: () => {
          graph.mood = 'down';
        },
        refuseForGood: () => {
          graph.mood = 'refuse';
        },
        fallSilent: () => {
          graph.mood = 'hang';
        },
        disappear: async () => {
          graph.mood = 'take-and-break-off';
        },
        get taken() {
          return graph.taken.map(({ id }) => id);
        },
      },
      raw: raw(toldMessage({ type: 'text', text: { body: 'Waar is mijn pakket?' } })),
      stop: async () => {
        graph.mood = 'accept';
      },
    };
  });
});

describe('a customer’s message', () => {
  it('names its sender by number and by user id, and an answer goes to the number', async () => {
    const { sender, replyRecipients, occurredAt } = await read({ type: 'text', text: { body: 'Hoi' } });
    expect(sender).toMatchObject({
      identity: { kind: 'phone', value: '+31612345678' },
      also: [{ kind: 'whatsapp_user', value: CUSTOMER.user_id }],
      name: CUSTOMER.name,
    });
    expect(replyRecipients.to).toMatchObject([{ address: '+31612345678' }]);
    expect(occurredAt.getTime()).toBe(AT);
  });

  it('in a batch of several people is taken for nobody else’s', async () => {
    const contacts = [
      { profile: { name: 'Piet' }, wa_id: '31600000001' },
      { profile: { name: 'Kim' }, wa_id: '31600000002' },
    ];
    const message = (from: string) => ({ from, id: `wamid.${from}`, type: 'text', text: { body: 'Hoi' } });
    const senderOf = async (from: string) => {
      const parsed = await parse({ told: 'message', metadata, contacts, message: message(from) });
      return parsed.outcome === 'message' ? parsed.message.sender : undefined;
    };
    expect(await senderOf('31600000002')).toEqual({ identity: { kind: 'phone', value: '+31600000002' }, also: [], name: 'Kim' });
    expect(await senderOf('31600000003')).toEqual({ identity: { kind: 'phone', value: '+31600000003' }, also: [], name: '' });
  });

  it('may come from somebody who keeps the number to themselves', async () => {
    const contacts = [{ profile: { name: 'Sheena', username: 'sheena' }, user_id: 'NL.99' }];
    const message = { from_user_id: 'NL.99', id: 'wamid.X', timestamp: String(AT / 1000), type: 'text', text: { body: 'Hoi' } };
    const parsed = await parse({ told: 'message', metadata, contacts, message });
    expect(parsed).toMatchObject({
      message: { sender: { identity: { kind: 'whatsapp_user', value: 'NL.99' }, also: [], name: 'Sheena' }, from: { address: 'NL.99' } },
    });
    const taken = graph.taken.length;
    graph.opensWindow('NL.99');
    await send({ to: [{ address: 'NL.99', name: '' }] });
    expect(graph.taken.slice(taken).map(({ body }) => [body['recipient'], body['to']])).toEqual([['NL.99', undefined]]);
  });

  it('brings its file along', async () => {
    const file = graph.keepsMedia(Buffer.from('%PDF-1.7 bon'), 'application/pdf');
    const message = await read({ type: 'document', document: { ...file, filename: 'bon.pdf', caption: 'De bon' } });
    expect(message).toMatchObject({ text: 'De bon', attachments: [{ name: 'bon.pdf', sizeBytes: 12 }] });
  });

  it('waits for a file that cannot be had for now, and goes without one that Meta has thrown away', async () => {
    const file = graph.keepsMedia(Buffer.from('stem'), 'audio/ogg; codecs=opus');
    const voice = { type: 'audio', audio: { ...file, voice: true } };
    graph.mediaDown = true;
    await expect(read(voice, Date.now())).rejects.toThrow(/could not be fetched from WhatsApp yet/);
    graph.mediaDown = false;
    expect((await read(voice, Date.now())).attachments).toHaveLength(1);
    graph.throwsMediaAway();
    expect(await read(voice)).toMatchObject({ attachments: [], leftOut: [{ name: 'Spraakbericht.ogg' }], text: '[Spraakbericht]' });
  });

  it('for another number of the same app is not put into the wrong shop', async () => {
    const told = { ...toldMessage({ type: 'text', text: { body: 'Hoi' } }), metadata: { phone_number_id: '999999' } };
    await expect(parse(told)).rejects.toThrow(/id 999999, which is not connected/);
  });
});

function send(given: Parameters<typeof anOutgoingMessage>[0] = {}) {
  return adapter().send(accountAt(graph), anOutgoingMessage({ to: [customer], ...given }), new AbortController().signal);
}

describe('an answer', () => {
  const taken = () => graph.taken.map(({ body }) => body);
  const aFile = async (name: string, contentType: string) => {
    const storageKey = `test/${newId()}`;
    await app.app.get(FileStorage).put(storageKey, Buffer.from(name));
    return anAttachment({ name, contentType, storageKey, sizeBytes: name.length });
  };
  const fresh = () => {
    graph.mood = 'accept';
    graph.taken.length = 0;
    graph.uploads.length = 0;
    graph.opensWindow(CUSTOMER.wa_id);
  };

  it('quotes what it answers, and carries our own id for the statuses', async () => {
    fresh();
    const id = newId();
    expect(await send({ id, quotes: 'wamid.vraag' })).toMatchObject({ outcome: 'sent', externalId: graph.taken[0]?.id });
    expect(taken()).toMatchObject([{ context: { message_id: 'wamid.vraag' }, biz_opaque_callback_data: `${id}:1:1`, type: 'text' }]);
  });

  it('with one file has its words under it; with several the words come first', async () => {
    fresh();
    await send({ text: 'Kijk', attachments: [await aFile('a.jpg', 'image/jpeg')] });
    expect(taken()).toMatchObject([{ type: 'image', image: { caption: 'Kijk' } }]);
    fresh();
    await send({ text: 'Kijk', attachments: [await aFile('a.jpg', 'image/jpeg'), await aFile('b.csv', 'text/csv')] });
    expect(taken().map(({ type }) => type)).toEqual(['text', 'image', 'document']);
    expect(graph.uploads.map(({ name, contents }) => [name, contents.toString()])).toEqual([
      ['a.jpg', 'a.jpg'],
      ['b.csv', 'b.csv'],
    ]);
  });

  it('that is very long leaves in pieces that WhatsApp takes', async () => {
    fresh();
    const text = Array.from({ length: 900 }, (_, n) => `woord${n}`).join(' ');
    expect(await send({ text })).toMatchObject({ outcome: 'sent' });
    expect(
      taken()
        .map(({ text: part }) => (part as { body: string }).body)
        .join(' '),
    ).toBe(text);
  });

  it('to what is no number is refused', async () => {
    expect(await send({ to: [{ address: 'jan@klant.test', name: '' }] })).toMatchObject({ outcome: 'rejected' });
  });

  it('of which nobody knows whether it left is not sent before Meta had time to tell', async () => {
    fresh();
    expect(await send({ uncertain: true })).toMatchObject({ outcome: 'retry', afterSeconds: 60 });
    expect(graph.taken).toEqual([]);
    graph.mood = 'take-and-break-off';
    expect(await send()).toMatchObject({ outcome: 'retry', afterSeconds: 60 });
  });

  it.each([
    ['throttled', { outcome: 'retry', throttled: true }],
    ['pair-limited', { outcome: 'retry', afterSeconds: 6 }],
    ['refuse', { outcome: 'rejected', reason: expect.stringMatching(/not on WhatsApp/) }],
  ] as const)('while WhatsApp is %s', async (mood, outcome) => {
    fresh();
    graph.mood = mood;
    expect(await send()).toMatchObject(outcome);
  });

  it('with a token that was revoked waits for a person', async () => {
    fresh();
    graph.tokenRevoked = true;
    expect(await send()).toMatchObject({ outcome: 'retry', reason: expect.stringMatching(/access token/) });
    graph.tokenRevoked = false;
  });
});

describe('a status', () => {
  const status = (given: object) => ({ told: 'status', metadata, status: { id: 'wamid.OUT', timestamp: '1', ...given } });

  it('is told on, with our own id and with plain words for a failure', async () => {
    const id = newId();
    expect(await parse(status({ status: 'delivered', biz_opaque_callback_data: `${id}:1:1` }))).toMatchObject({
      outcome: 'status',
      status: { externalId: 'wamid.OUT', messageId: id, state: 'delivered' },
    });
    expect(await parse(status({ status: 'failed', errors: [{ code: 131047 }] }))).toMatchObject({
      status: { state: 'failed', reason: expect.stringMatching(/more than 24 hours old/) },
    });
  });

  it('of a part alone does not settle the whole', async () => {
    expect(await parse(status({ status: 'sent', biz_opaque_callback_data: `${newId()}:1:2` }))).toMatchObject({ outcome: 'ignored' });
  });

  it('that changes nothing is ignored', async () => {
    expect(await parse(status({ status: 'warning' }))).toMatchObject({ outcome: 'ignored' });
  });
});
