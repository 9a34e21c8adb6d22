import { type ChannelAccount, channelAccount, emailProposal, startedEmailSignIn } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Application, startApplication } from '../src/application.ts';
import { ChannelAccounts } from '../src/channels/core/channel-accounts.ts';
import { MailAccess } from '../src/channels/email/mail-access.ts';
import { OAuthProviders } from '../src/channels/email/oauth-provider.ts';
import { ReconnectPauses } from '../src/channels/email/reconnect-pauses.ts';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { FakeOAuthProvider } from '../src/channels/email/testing/fake-oauth-provider.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { Config } from '../src/platform/config/config.ts';
import { inOrganisation } from '../src/platform/database/scope.ts';
import type { ApiAnswer, ApiClient } from './support/api-client.ts';
import { customerMail } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { ticketsOf } from './support/mail-in.ts';
import { mailboxesAreLookedThrough } from './support/mailbox-looks.ts';
import { freePort, startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

const ADDRESS = 'info@winkel.test';
const RETURN = 'http://balie.test/settings/channels/oauth';

describe.each(['google', 'microsoft'] as const)('a mailbox at %s', (flavour) => {
  let fake: FakeOAuthProvider;
  let dovecot: DovecotServer;
  let app: TestApp;
  let clock: TestClock;
  let house: FoundedOrganisation;
  let owner: ApiClient;
  beforeEach(async () => {
    fake = await FakeOAuthProvider.start(flavour, RETURN);
    dovecot = await startDovecot({ tokens: fake });
    await dovecot.addUser(ADDRESS, 'nobody knows this one');
    clock = new TestClock();
    const set = flavour.toUpperCase();
    const environment = { BALIE_URL: 'http://balie.test', [`BALIE_${set}_CLIENT_ID`]: 'x', [`BALIE_${set}_CLIENT_SECRET`]: 'y' };
    app = await startTestApp({ ...environment, BALIE_MAIL_POLL_SECONDS: '2' }, clock);
    // The mail server is restarted more often here than in a year.
    jest.spyOn(app.app.get(ReconnectPauses), 'after').mockReturnValue(100);
    const providers = app.app.get(OAuthProviders);
    const real = providers.get(flavour);
    jest.spyOn(providers, 'get').mockImplementation(() => fake.asProvider(real, dovecot));
    house = await aFoundedOrganisation(app);
    owner = house.owner;
  });
  afterEach(async () => {
    await app.stop();
    await dovecot.stop();
    await fake.stop();
  });

  const request = (accountId: string | null = null) => ({
    provider: flavour,
    address: ADDRESS,
    shopId: house.shopId,
    historyDays: null,
    accountId,
  });
  /** What the browser brings back from the provider. */
  async function atTheProvider(accountId: string | null = null): Promise<URLSearchParams> {
    const { url } = (await owner.post('/api/channels/email/oauth/start', request(accountId))).as(startedEmailSignIn);
    const answer = await fetch(url, { redirect: 'manual' });
    if (answer.status !== 302) throw new Error(`The provider refuses: ${await answer.text()}`);
    const back = new URL(answer.headers.get('location') ?? '');
    expect(`${back.origin}${back.pathname}`).toBe(RETURN);
    return back.searchParams;
  }
  const complete = (found: URLSearchParams, by: ApiClient = owner): Promise<ApiAnswer> =>
    by.post('/api/channels/email/oauth/complete', { code: found.get('code'), state: found.get('state') });
  const connect = async (accountId: string | null = null) => (await complete(await atTheProvider(accountId))).as(channelAccount);
  async function account(): Promise<ChannelAccount> {
    const [found] = (await owner.get('/api/channel-accounts')).as(page(channelAccount)).items;
    if (!found) throw new Error('Nothing is connected');
    return found;
  }
  const becomes = (status: string) => eventually(async () => (await account()).status === status && account(), `it is ${status}`);
  const receives = async (subject: string) => {
    await dovecot.deliver(ADDRESS, customerMail(`${subject}@klant.test`, { subject }));
    return eventually(async () => (await ticketsOf(owner)).find((row) => row.subject === subject), `a ticket "${subject}"`);
  };
  // The owner may have been written to as well: about the mailbox.
  const toCustomer = () => dovecot.submitted.filter(({ to }) => to.includes('jan@klant.test'));
  const answers = async (ticketId: string, text: string) => {
    const sent = toCustomer().length;
    const reply = { idempotencyKey: crypto.randomUUID(), html: `<p>${text}</p>`, to: [{ address: 'jan@klant.test', name: 'Jan' }] };
    expect((await owner.post(`/api/tickets/${ticketId}/replies`, reply)).status).toBe(201);
    await eventually(() => toCustomer().length > sent, `"${text}" is sent`);
    expect(toCustomer().at(-1)).toMatchObject({ user: ADDRESS, from: ADDRESS, to: ['jan@klant.test'] });
  };

  it('is connected by signing in, receives, answers, survives expired tokens, and comes back after consent was taken back', async () => {
    const proposed = await owner.post('/api/channels/email/propose', { address: flavour === 'google' ? 'x@gmail.com' : 'x@outlook.com' });
    expect(proposed.as(emailProposal).signIn).toBe(flavour);
    const { id } = await connect();
    await becomes('connected');
    expect((await owner.get(`/api/channels/email/accounts/${id}`)).body).toMatchObject({ signIn: flavour, imap: { user: ADDRESS } });
    const first = await receives('een');
    await answers(first.id, 'Antwoord een');
    expect(fake.refreshes).toBe(0);

    // Expired by the clock: renewed before it is used, by one refresh for both directions.
    clock.advance({ minutes: 120 });
    fake.expireAccessTokens();
    await dovecot.restart();
    await answers((await receives('twee')).id, 'Antwoord twee');
    await becomes('connected');
    expect(fake.refreshes).toBe(1);

    // Refused although it should still hold: renewed once, at once.
    clock.advance({ minutes: 10 });
    fake.expireAccessTokens();
    await dovecot.restart();
    await answers((await receives('drie')).id, 'Antwoord drie');
    expect(fake.refreshes).toBe(2);

    // The provider's sign-in is out of order: nobody is bothered, it goes on by itself.
    clock.advance({ minutes: 120 });
    fake.down = true;
    await dovecot.restart();
    await eventually(async () => (await account()).lastErrorCode === 'sign_in_unreachable', 'it says so');
    expect((await account()).status).toBe('retrying');
    fake.down = false;
    await receives('vier');

    fake.revoke();
    clock.advance({ minutes: 120 });
    await dovecot.restart();
    expect(await becomes('needs_attention')).toMatchObject({ lastErrorCode: 'sign_in_refused' });
    const { refusals } = fake;
    await dovecot.deliver(ADDRESS, customerMail('vijf@klant.test', { subject: 'vijf' }));
    await mailboxesAreLookedThrough(app); // Longer than several pauses between attempts.
    expect(fake.refusals).toBe(refusals);
    expect((await account()).status).toBe('needs_attention');

    expect(await connect(id)).toMatchObject({ id, status: 'connecting', lastError: null });
    await becomes('connected');
    const fifth = await eventually(async () => (await ticketsOf(owner)).find(({ subject }) => subject === 'vijf'), 'the fifth');
    await answers(fifth.id, 'Antwoord vijf');
    expect(toCustomer()).toHaveLength(4);
  });

  it('renews a token once, however many ask for it at once in however many processes', async () => {
    const { id } = await connect();
    await becomes('connected');
    const second = await startApplication({ ...app.app.get(Config), port: await freePort() }, { database: app.database, clock });
    try {
      const providers = second.app.get(OAuthProviders);
      jest.spyOn(providers, 'get').mockImplementation(() => app.app.get(OAuthProviders).get(flavour));
      clock.advance({ minutes: 120 });
      const ask = (by: Application) =>
        inOrganisation(house.id, async () => {
          const account = await by.app.get(ChannelAccounts).forAdapter(id);
          if (!account) throw new Error('The account is gone');
          return (await by.app.get(MailAccess).imap(account)).accessToken;
        });
      const tokens = await Promise.all(Array.from({ length: 10 }, (_, index) => ask(index % 2 === 0 ? app : second)));
      expect(new Set(tokens).size).toBe(1);
      expect(fake.refreshes).toBe(1);
      expect(fake.refusals).toBe(0);
    } finally {
      await second.close();
    }
  });

  it('is not connected by a code or a state of somebody else, twice, or too late', async () => {
    const found = await atTheProvider();
    const stranger = (await aFoundedOrganisation(app)).owner;
    expect((await complete(found, stranger)).code).toBe('sign_in_expired');
    expect((await complete(new URLSearchParams({ code: found.get('code') ?? '', state: 'invented' }))).code).toBe('sign_in_expired');
    const other = await atTheProvider();
    // A code that was asked for with another challenge.
    expect((await complete(new URLSearchParams({ code: other.get('code') ?? '', state: found.get('state') ?? '' }))).code).toBe(
      'sign_in_refused',
    );
    const late = await atTheProvider();
    clock.advance({ minutes: 16 });
    expect((await complete(late)).code).toBe('sign_in_expired');
    const once = await atTheProvider();
    expect((await complete(once)).status).toBe(200);
    expect((await complete(once)).code).toBe('sign_in_refused');
    expect((await owner.get('/api/channel-accounts')).as(page(channelAccount)).items).toHaveLength(1);
  });

  it('says so when another account signed in than the one whose mail it should be', async () => {
    fake.user = 'iemand@elders.test';
    const answer = await complete(await atTheProvider());
    expect([answer.status, answer.code]).toEqual([422, 'wrong_account']);
    expect((await owner.get('/api/channel-accounts')).as(page(channelAccount)).items).toEqual([]);
  });
});
