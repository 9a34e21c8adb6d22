import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { freePort, startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount, receive, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import type { ChannelAccountForAdapter, ChannelAdapter, DecidedRaw, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
import { type AdapterOnTrial, itKeepsTheAdapterContract } from '../core/testing/channel-adapter.contract.ts';
import { inScopeOf } from '../core/testing/in-scope.ts';
import { EmailAdapter } from './email.adapter.ts';
import { SmtpSink } from './testing/smtp-sink.ts';

const MAIL = [
  'From: Jan <jan@klant.test>',
  'To: service@shop.nl',
  'Subject: Vraag',
  'Message-ID: <vraag@klant.test>',
  'Date: Tue, 03 Mar 2026 11:20:00 +0100',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p onclick="alert(1)">Waar is mijn pakket?</p><script>alert(1)</script>',
  '',
].join('\r\n');

let app: TestApp;
let row: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp();
  row = await aChannelAccount(app, await aFoundedOrganisation(app), { address: 'service@shop.nl' });
});
afterAll(() => app.stop());

const raw = (contents = MAIL): RawMessage => ({
  id: newId(),
  externalKey: '1.1',
  receivedAt: new Date('2026-03-03T10:21:00Z'),
  silent: false,
  contents: Buffer.from(contents),
});

const inScope = (adapter: ChannelAdapter) => inScopeOf(() => row.organisationId, adapter);

/** As it is when nothing before it waits. */
function decided(parsed: ParsedRaw): Promise<DecidedRaw> {
  return inOrganisation(row.organisationId, async () => (parsed.outcome === 'undecided' ? parsed.decide() : parsed));
}

async function putOnTrial(): Promise<AdapterOnTrial> {
  const sink = await SmtpSink.start();
  const { password, ...smtp } = sink.settings;
  const account: ChannelAccountForAdapter = {
    ...row,
    id: newId(), // Each trial has connections of its own.
    shopName: 'Winkel',
    name: 'Service',
    settings: { imap: { ...smtp, port: await freePort() }, smtp },
    secrets: { imapPassword: password, smtpPassword: password },
  };
  const answer = (code: number) => {
    sink.behaviour = { kind: 'answer', at: 'data', code, text: 'as you were told' };
  };
  return {
    adapter: inScope(app.app.get(EmailAdapter)),
    account,
    provider: {
      accept: () => {
        sink.behaviour = { kind: 'accept' };
      },
      refuseForNow: () => answer(451),
      refuseForGood: () => answer(554),
      fallSilent: () => {
        sink.behaviour = { kind: 'hang' };
      },
      disappear: () => sink.stop(),
      get taken() {
        return sink.mails.map(({ messageId }) => messageId);
      },
    },
    raw: raw(),
    stop: () => sink.stop(),
  };
}

itKeepsTheAdapterContract(putOnTrial);

it('hands over what people may see: safe HTML, text beside it', async () => {
  const { adapter, account, stop } = await putOnTrial();
  const parsed = await adapter.parse(account, raw());
  expect(parsed).toMatchObject({ outcome: 'message', message: { html: '<p>Waar is mijn pakket?</p>\n', text: 'Waar is mijn pakket?' } });
  await stop();
});

it('says in words for people why a mail cannot be read', async () => {
  const { adapter, account, stop } = await putOnTrial();
  await expect(adapter.parse(account, raw('Subject: x\r\n\r\ny'))).rejects.toThrow(/no sender/);
  await stop();
});

it('tells by its contents what a file is', async () => {
  const { adapter, account, stop } = await putOnTrial();
  const part = (type: string, name: string, contents: string | Buffer) =>
    `--grens\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(contents as string).toString('base64')}\r\n`;
  const head = MAIL.slice(0, MAIL.indexOf('Content-Type'));
  const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('\0\x10JFIF\0\x01\x01'), Buffer.alloc(64)]);
  const parts = [
    part('application/octet-stream', 'IMG_1.jpg', photo),
    part('image/png', 'pagina.png', '<script>alert(1)</script>'),
    part('text/csv', 'lijst.csv', 'a;b'),
  ].join('');
  const parsed = await adapter.parse(account, raw(`${head}Content-Type: multipart/mixed; boundary=grens\r\n\r\n${parts}--grens--\r\n`));
  expect(parsed.outcome === 'message' && parsed.message.attachments.map(({ name, contentType }) => [name, contentType])).toEqual([
    ['IMG_1.jpg', 'image/jpeg'],
    ['pagina.png', 'application/octet-stream'],
    ['lijst.csv', 'text/csv'],
  ]);
  await stop();
});

describe('mail in the inbox from an address of ours', () => {
  const [kim, sanne, shop] = ['kim@klant.test', 'sanne@shop.nl', 'service@shop.nl'];
  const ownWords = 'Hij komt morgen.';
  const passedOn =
    '---------- Forwarded message ---------\nVan: Kim <kim@klant.test>\nVerzonden: gisteren\nOnderwerp: Kapot\n\nHij is kapot.';
  const reading = async (headers: Record<string, string>, text = ownWords) => {
    const { adapter, account, stop } = await putOnTrial();
    const lines = Object.entries({ 'In-Reply-To': '<kapot@klant.test>', Subject: 'Re: Kapot', 'Message-ID': `<${newId()}@x>`, ...headers });
    const parsed = await adapter.parse(
      { ...account, id: row.id },
      raw([...lines.map(([name, value]) => `${name}: ${value}`), '', text, ''].join('\r\n')),
    );
    const known = await decided(parsed);
    await stop();
    if (known.outcome !== 'message') throw new Error(`No message: ${JSON.stringify(known)}`);
    const { direction, sender, replyRecipients } = known.message;
    return { direction, customer: sender.identity?.value, to: replyRecipients.to.map(({ address }) => address) };
  };
  beforeAll(async () => {
    await receive(app, row, { externalId: 'kapot@klant.test', from: kim });
    await receive(app, row, { externalId: 'zelf@shop.nl', from: sanne });
  });

  it.each([
    ['of a colleague who answers the customer', { From: sanne, To: kim, Cc: shop }],
    ['of a colleague who answers colleagues and the customer', { From: sanne, To: 'piet@shop.nl', Cc: `${shop}, ${kim}` }],
    ['of the mailbox itself, with itself in copy', { From: shop, To: kim, Cc: shop, 'Reply-To': shop }],
  ])('is our answer: %s', async (_what, headers) => {
    expect(await reading(headers)).toEqual({ direction: 'outbound', customer: kim, to: [kim] });
  });

  it.each([
    ['what a colleague passes on to us', { From: sanne, To: shop, Cc: 'chef@elders.test', Subject: 'FW: Kapot' }, passedOn, kim],
    ['a form that writes for a customer', { From: 'wordpress@shop.nl', To: `${shop}, kopie@elders.test`, 'Reply-To': kim }, ownWords, kim],
    ['what a colleague asks us', { From: sanne, To: shop }, ownWords, sanne],
    ['what a colleague adds to their own question', { From: sanne, To: shop, Cc: kim, 'In-Reply-To': '<zelf@shop.nl>' }, ownWords, sanne],
    ['what begins a conversation', { From: sanne, To: kim, Cc: shop, 'In-Reply-To': '<onbekend@elders.test>' }, ownWords, sanne],
    ['what a machine sends', { From: sanne, To: kim, Cc: shop, 'Auto-Submitted': 'auto-replied' }, ownWords, sanne],
    ['what a stranger claims about a customer', { From: 'dief@elders.test', To: kim, Cc: shop }, ownWords, 'dief@elders.test'],
  ])('is no answer of ours: %s', async (_what, headers, text, customer) => {
    expect(await reading(headers, text)).toMatchObject({ direction: 'inbound', customer });
  });
});

describe('mail in the sent folder to colleagues alone', () => {
  const sentTo = async (references: string) => {
    const { adapter, account, stop } = await putOnTrial();
    const mail = [
      'From: service@shop.nl',
      'To: sanne@shop.nl',
      'Subject: Lunch',
      `Message-ID: <${newId()}@x>`,
      references,
      '',
      'Om twaalf uur.',
      '',
    ];
    const parsed = await adapter.parse(
      { ...account, id: row.id },
      { ...raw(mail.filter((line, at) => line !== '' || at > 4).join('\r\n')), externalKey: 'sent.1.1' },
    );
    await stop();
    return decided(parsed);
  };

  it('stays among them, unless it answers what one of them asked as a customer', async () => {
    await receive(app, row, { externalId: 'bestelling@shop.nl', from: 'sanne@shop.nl' });
    expect(await sentTo('')).toMatchObject({ outcome: 'ignored' });
    expect(await sentTo('In-Reply-To: <bestelling@shop.nl>')).toMatchObject({
      outcome: 'message',
      message: { direction: 'outbound', sender: { identity: { value: 'sanne@shop.nl' } } },
    });
  });
});
