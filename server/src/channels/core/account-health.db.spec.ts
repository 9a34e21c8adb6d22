import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LiveSocket } from '../../../test/support/api-client.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { OutgoingMessages } from '../../modules/tickets/public.ts';
import { aChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { SystemMailer } from '../../platform/mail/system-mailer.ts';
import { AccountHealth } from './account-health.ts';
import { AlarmLetters } from './alarm-letters.ts';

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let id: string;
beforeAll(async () => {
  app = await startTestApp({}, clock);
});
beforeEach(async () => {
  clock.set(new Date());
  house = await aFoundedOrganisation(app);
  ({ id } = await aChannelAccount(app, house));
});
afterAll(() => app.stop());

const report = (work: (health: AccountHealth) => void) => inOrganisation(house.id, () => work(app.app.get(AccountHealth)));
async function account(): Promise<ChannelAccount> {
  const { items } = (await house.owner.get('/api/channel-accounts')).as(page(channelAccount));
  const found = items.find((one) => one.id === id);
  if (!found) throw new Error('The account is gone');
  return found;
}
const becomes = (wanted: Partial<ChannelAccount>) =>
  eventually(
    async () => {
      const now = await account();
      return Object.entries(wanted).every(([key, value]) => now[key as keyof ChannelAccount] === value) && now;
    },
    `the account becomes ${JSON.stringify(wanted)}`,
  );
const refused = { code: 'connection_refused', message: 'Nobody there.' };
const wrong = { code: 'wrong_password', message: 'Refused.' };

it('shows what is wrong, and forgets it once it works', async () => {
  report((health) => health.retrying(id, 'receive', refused));
  const failing = await becomes({ status: 'retrying', lastErrorCode: 'connection_refused', lastError: 'Nobody there.' });
  expect(failing.lastErrorAt).not.toBeNull();
  await eventually(async () => {
    report((health) => health.working(id, 'receive', 2.5));
    return (await account()).status === 'connected';
  }, 'it works');
  expect(await account()).toMatchObject({ lastError: null, lastErrorCode: null, lagSeconds: 2.5, lastErrorAt: failing.lastErrorAt });
  expect((await account()).lastSuccessAt).not.toBeNull();
});

it('does not let mail that comes in hide that mail cannot go out', async () => {
  report((health) => health.needsAttention(id, 'send', wrong));
  await becomes({ status: 'needs_attention' });
  report((health) => health.working(id, 'receive', 1));
  await becomes({ lagSeconds: 1 });
  expect(await account()).toMatchObject({ status: 'needs_attention', lastErrorCode: 'wrong_password' });
});

it('sends what waits as soon as mail leaves again, and not before', async () => {
  const woken: string[] = [];
  jest.spyOn(app.app.get(OutgoingMessages), 'wake').mockImplementation(async (accountId) => void woken.push(accountId));
  report((health) => health.retrying(id, 'send', refused));
  await becomes({ status: 'retrying' });
  await eventually(async () => {
    report((health) => health.working(id, 'receive', 3));
    return (await account()).lagSeconds === 3;
  }, 'mail comes in');
  expect(woken).toEqual([]);
  await eventually(async () => {
    report((health) => health.working(id, 'send'));
    return (await account()).status === 'connected';
  }, 'mail leaves again');
  await eventually(() => woken.length > 0, 'what waits is looked at');
  expect(woken).toEqual([id]);
});

it('keeps what was said last, however quickly reports follow one another', async () => {
  for (let round = 0; round < 20; round++) {
    clock.advance({ seconds: 1 });
    report((health) => health.retrying(id, round % 2 ? 'send' : 'receive', { code: 'connection_refused', message: `Report ${round}.` }));
  }
  // Of two faults the one of receiving is shown.
  await app.app.get(AccountHealth).beforeApplicationShutdown();
  expect(await account()).toMatchObject({ status: 'retrying', lastErrorAt: clock.now().toISOString(), lastError: 'Report 18.' });
});

it('leaves a paused account paused', async () => {
  (await house.owner.patch(`/api/channel-accounts/${id}`, { paused: true })).as(channelAccount);
  report((health) => health.retrying(id, 'receive', refused));
  await becomes({ lastErrorCode: 'connection_refused' });
  expect((await account()).status).toBe('paused');
});

it('begins afresh when somebody asks for a retry', async () => {
  report((health) => health.needsAttention(id, 'receive', wrong));
  await becomes({ status: 'needs_attention' });
  const answer = await house.owner.post(`/api/channel-accounts/${id}/retry`);
  expect(answer.as(channelAccount)).toMatchObject({ status: 'connecting', lastError: null });
});

it('tells the consoles of its own organisation at once of a new status, and of the rest once a second', async () => {
  const other = await aFoundedOrganisation(app);
  const [ours, theirs] = [await house.owner.openSocket(), await other.owner.openSocket()];
  const heard = listen(ours);
  const overheard = listen(theirs);
  const began = performance.now();
  report((health) => health.retrying(id, 'receive', refused));
  await eventually(() => heard.includes('retrying'), 'the new status');
  report((health) => health.working(id, 'receive', 0));
  await eventually(() => heard.includes('connected'), 'it works again');
  for (let lag = 1; lag <= 200; lag++) report((health) => health.working(id, 'receive', lag));
  await becomes({ lagSeconds: 200 });
  await eventually(() => heard.length >= 3, 'the newest state');
  // One per second that passed, and one for each new status.
  expect(heard.length).toBeLessThanOrEqual(3 + Math.ceil((performance.now() - began) / 1_000));
  expect(overheard).toEqual([]);
  ours.close();
  theirs.close();
});

function listen(socket: LiveSocket): string[] {
  const statuses: string[] = [];
  socket.on('channel-account.changed', (event) => statuses.push(event.account.status));
  return statuses;
}

describe('an account that needs somebody', () => {
  const mails = () =>
    inOrganisation(house.id, () =>
      app.app.get(UnitOfWork).run((tx) =>
        tx.query<{ payload: unknown }>(
          `select payload from graphile_worker._private_jobs j
          join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail-account-alarm' and payload::text like '%' || $1 || '%'`,
          [id],
        ),
      ),
    );
  const letter = (agentId: string) => inOrganisation(house.id, () => app.app.get(AlarmLetters).write(id, agentId));

  it('is told of to each owner, by one mail, once, until it has worked again', async () => {
    const told: string[] = [];
    jest.spyOn(app.app.get(SystemMailer), 'send').mockImplementation(async ({ to, text }) => {
      if (text.includes(id)) told.push(to);
      return true;
    });
    const second = await aColleague(app, { role: 'owner', organisationId: house.id });
    await aColleague(app, { role: 'agent', organisationId: house.id });
    await aColleague(app, { role: 'owner', organisationId: house.id, active: false });
    const both = [house.owner.email, second.email].toSorted();
    report((health) => health.needsAttention(id, 'receive', wrong));
    await eventually(() => told.length === 2, 'both owners are told');
    expect(told.toSorted()).toEqual(both);

    report((health) => health.needsAttention(id, 'send', wrong));
    await house.owner.post(`/api/channel-accounts/${id}/retry`);
    await becomes({ status: 'connecting' });
    report((health) => health.needsAttention(id, 'receive', wrong));
    await becomes({ status: 'needs_attention' });
    expect(await mails()).toEqual([]);
    expect(told).toHaveLength(2);

    await house.owner.post(`/api/channel-accounts/${id}/retry`);
    await eventually(async () => {
      report((health) => health.working(id, 'receive', 0));
      return (await account()).status === 'connected';
    }, 'it works');
    report((health) => health.needsAttention(id, 'receive', wrong));
    await eventually(() => told.length === 4, 'a new incident is told');
  });

  it('is told of, once, when it goes on failing for over an hour, and again only after it has worked', async () => {
    const told: string[] = [];
    jest.spyOn(app.app.get(SystemMailer), 'send').mockImplementation(async ({ text }) => {
      if (text.includes(id)) told.push(text);
      return true;
    });
    const expired = { code: 'certificate_expired', message: 'The certificate has expired.' };
    const failAt = async (minutes: number, direction: 'receive' | 'send' = 'receive') => {
      clock.advance({ minutes });
      report((health) => health.retrying(id, direction, expired));
      return eventually(async () => {
        const now = await account();
        return now.lastErrorAt === clock.now().toISOString() && now;
      }, 'it is written down');
    };
    expect(await failAt(0)).toMatchObject({ status: 'retrying', alarmedAt: null });
    // Another fault of the same direction is the same outage; one of the other begins later.
    report((health) => health.retrying(id, 'receive', refused));
    expect(await failAt(30, 'send')).toMatchObject({ alarmedAt: null });
    expect(await failAt(29)).toMatchObject({ alarmedAt: null });
    expect(await letter(house.owner.id)).toBeUndefined();
    expect(told).toEqual([]);
    const alarmed = await failAt(1);
    expect(alarmed).toMatchObject({ status: 'retrying', alarmedAt: clock.now().toISOString() });
    await eventually(() => told.length === 1, 'the owner is told');
    expect(told[0]).toMatch(/meer dan een uur[\s\S]*The certificate has expired/);
    await failAt(120, 'send');
    expect((await failAt(1)).alarmedAt).toBe(alarmed.alarmedAt);
    expect(await mails()).toEqual([]);
    expect(told).toHaveLength(1);

    await eventually(async () => {
      report((health) => health.working(id, 'receive', 0));
      report((health) => health.working(id, 'send'));
      return (await account()).status === 'connected';
    }, 'it works');
    expect(await account()).toMatchObject({ alarmedAt: null });
    expect(await failAt(90)).toMatchObject({ status: 'retrying', alarmedAt: null });
    await failAt(60);
    await eventually(() => told.length === 2, 'a new outage is told');
  });

  it('is described in the language of its reader, with the way to mend it, and no longer once it is mended', async () => {
    jest.spyOn(app.app.get(SystemMailer), 'send').mockResolvedValue(true);
    report((health) => health.needsAttention(id, 'receive', wrong));
    await becomes({ status: 'needs_attention' });
    expect(await letter(house.owner.id)).toMatchObject({
      to: house.owner.email,
      subject: expect.stringMatching(/werkt niet meer/),
      text: expect.stringMatching(new RegExp(`/settings/channels/${id}[^]*Refused\\.`)),
    });
    await house.owner.post(`/api/channel-accounts/${id}/retry`);
    expect(await letter(house.owner.id)).toBeUndefined();
  });
});
