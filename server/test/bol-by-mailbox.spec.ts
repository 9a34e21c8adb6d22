import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { BolAdapter } from '../src/channels/bol/bol.adapter.ts';
import { KLANTBERICHT } from '../src/channels/bol/testing/bol-mails.ts';
import { AccountHealth } from '../src/channels/core/account-health.ts';
import { ChannelAccountChanges } from '../src/channels/core/channel-account-changes.ts';
import { itKeepsTheAdapterContract } from '../src/channels/core/testing/channel-adapter.contract.ts';
import { inScopeOf } from '../src/channels/core/testing/in-scope.ts';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { aChannelAccount } from '../src/modules/tickets/testing/inbound.ts';
import { asOrganisation } from '../src/modules/tickets/testing/look.ts';
import { inOrganisation } from '../src/platform/database/scope.ts';
import { eventually } from './support/eventually.ts';
import { freePort, startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
let house: FoundedOrganisation;
beforeAll(async () => {
  app = await startTestApp();
  house = await aFoundedOrganisation(app);
});
afterAll(() => app.stop());

describe('the adapter of bol', () => {
  itKeepsTheAdapterContract(async () => {
    const sink = await SmtpSink.start();
    const { password, ...smtp } = sink.settings;
    const address = `${newId()}@winkel.test`;
    const mailbox = await aChannelAccount(app, house, { address });
    const servers = { imap: { ...smtp, port: await freePort() }, smtp };
    await asOrganisation(app, house.id, (tx) =>
      app.app
        .get(ChannelAccountChanges, { strict: false })
        .setConnection(tx, mailbox.id, servers, { imapPassword: password, smtpPassword: password }),
    );
    const answer = (code: number) => {
      sink.behaviour = { kind: 'answer', at: 'data', code, text: 'as you were told' };
    };
    return {
      adapter: inScopeOf(() => house.id, app.app.get(BolAdapter, { strict: false })),
      account: {
        id: newId(),
        organisationId: house.id,
        shopId: house.shopId,
        shopName: 'Winkel',
        name: 'bol',
        address,
        settings: { mailAccountId: mailbox.id, carrierKind: 'email', contactAddress: address },
        secrets: {},
      },
      customer: { address: KLANTBERICHT, name: '' },
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
      stop: () => sink.stop(),
    };
  }, 'sends');
});

describe('a bol channel', () => {
  let mailboxId: string;
  let bolId: string;
  beforeAll(async () => {
    const mailbox = await aChannelAccount(app, house, { address: 'service@winkel.test' });
    mailboxId = mailbox.id;
    const wanted = { mailAccountId: mailboxId, name: 'bol', contactAddress: 'service@winkel.test' };
    bolId = (await house.owner.post('/api/channels/bol/accounts', wanted)).as(channelAccount).id;
    inOrganisation(house.id, () => app.app.get(AccountHealth).working(bolId, 'receive'));
  });

  const shown = async (): Promise<ChannelAccount | undefined> =>
    (await house.owner.get('/api/channel-accounts')).as(page(channelAccount)).items.find(({ id }) => id === bolId);
  const shows = (status: ChannelAccount['status'], code: string | null) =>
    eventually(async () => {
      const account = await shown();
      return account?.status === status && account.lastErrorCode === code && account;
    }, `a bol channel that shows ${status}`);

  it('works no better than its mailbox, says why, and tells the consoles at once', async () => {
    await shows('connected', null);
    const socket = await house.owner.openSocket();
    const told: (string | null)[] = [];
    socket.on('channel-account.changed', ({ account }) => {
      if (account.id === bolId) told.push(account.lastErrorCode);
    });
    await house.owner.patch(`/api/channel-accounts/${mailboxId}`, { paused: true });
    expect(await shows('needs_attention', 'carrier_paused')).toMatchObject({ heldUpBy: { id: mailboxId } });
    await eventually(() => told.includes('carrier_paused'), 'the console hears of it');

    await house.owner.patch(`/api/channel-accounts/${mailboxId}`, { paused: false });
    inOrganisation(house.id, () =>
      app.app.get(AccountHealth).needsAttention(mailboxId, 'receive', { code: 'wrong_password', message: 'The password is wrong.' }),
    );
    expect(await shows('needs_attention', 'wrong_password')).toMatchObject({
      lastError: 'The password is wrong.',
      heldUpBy: { id: mailboxId },
    });
    inOrganisation(house.id, () => app.app.get(AccountHealth).working(mailboxId, 'receive'));
    expect(await shows('connected', null)).not.toHaveProperty('heldUpBy');
    socket.close();
  });

  it('that rests says so, whatever its mailbox does; without a mailbox it waits for one', async () => {
    await house.owner.patch(`/api/channel-accounts/${bolId}`, { paused: true });
    await house.owner.del(`/api/channel-accounts/${mailboxId}`);
    expect(await shown()).toMatchObject({ status: 'paused' });
    await house.owner.patch(`/api/channel-accounts/${bolId}`, { paused: false });
    expect(await shows('needs_attention', 'carrier_gone')).not.toHaveProperty('heldUpBy');
  });
});
