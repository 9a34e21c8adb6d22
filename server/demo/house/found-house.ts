import { ChannelAccountChanges } from '../../src/channels/core/channel-account-changes.ts';
import { AgentAccounts } from '../../src/modules/agents/agent-accounts.ts';
import { Passwords } from '../../src/modules/agents/passwords.ts';
import { Teams } from '../../src/modules/agents/teams.ts';
import { UpdateMe } from '../../src/modules/agents/update-me.service.ts';
import { SetUp } from '../../src/modules/first-run/set-up.service.ts';
import { Shops } from '../../src/modules/organisations/shops.ts';
import { inOrganisation } from '../../src/platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { SHOPS } from '../stories/shops.ts';
import type { Topic } from '../topics/topic.ts';
import { AGENTS, ORGANISATION, PASSWORD, shopSignature, TEAMS } from './agents.ts';

/** Everything that was there before the first mail came. */
export interface DemoHouse {
  readonly organisationId: string;
  /** In the order of AGENTS. */
  readonly agentIds: readonly string[];
  readonly teamIds: ReadonlyMap<Topic['team'], string>;
  /** Mailboxes, in the order of SHOPS. */
  readonly accountIds: readonly string[];
}

/** Hands out the services of a running Balie. */
export type Services = <T>(type: abstract new (...given: never[]) => T) => T;

const CLIENT = { ip: '127.0.0.1', userAgent: 'npm run demo' };
const [FIRST_SHOP, ...OTHER_SHOPS] = SHOPS;
const [OWNER, ...COLLEAGUES] = AGENTS;

/**
 * Organisation, shops, colleagues, teams and mailboxes.
 * @param smtpPort where a mail server of the demo takes what is answered; nothing listens there afterwards
 * @throws {AlreadySetUp} when the installation is not empty
 */
export async function foundHouse(services: Services, smtpPort: number): Promise<DemoHouse> {
  if (!OWNER) throw new Error('The demo has no owner');
  const names = { organisationName: ORGANISATION, shopName: FIRST_SHOP.name, name: OWNER.name, email: OWNER.email };
  const { me } = await services(SetUp).execute({ ...names, password: PASSWORD, locale: 'nl' }, CLIENT);
  const organisationId = me.organisation.id;
  return inOrganisation(organisationId, () =>
    services(UnitOfWork).run(async (tx) => {
      const agentIds = [me.agent.id, ...(await hire(services, tx, organisationId))];
      await sign(services, tx, agentIds);
      const teamIds = await formTeams(services, tx, agentIds);
      const accountIds = await connectShops(services, tx, smtpPort);
      return { organisationId, agentIds, teamIds, accountIds };
    }),
  );
}

/** Mailboxes and numbers of the demo lead nowhere: switched off, nobody keeps knocking. */
export async function pauseMailboxes(
  services: Services,
  { organisationId, accountIds }: Pick<DemoHouse, 'organisationId' | 'accountIds'>,
): Promise<void> {
  await inOrganisation(organisationId, () =>
    services(UnitOfWork).run(async (tx) => {
      for (const id of accountIds) await services(ChannelAccountChanges).update(tx, id, { paused: true });
    }),
  );
}

async function hire(services: Services, tx: Tx, organisationId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, email, role } of COLLEAGUES) {
    const passwordHash = await services(Passwords).hash(PASSWORD);
    const { me } = await services(AgentAccounts).open(tx, { organisationId, name, email, passwordHash, role, locale: 'nl' }, CLIENT);
    ids.push(me.agent.id);
  }
  return ids;
}

async function sign(services: Services, tx: Tx, agentIds: readonly string[]): Promise<void> {
  for (const [at, { signatureHtml }] of AGENTS.entries()) {
    const id = agentIds[at];
    if (id && signatureHtml) await services(UpdateMe).execute(tx, id, { signatureHtml });
  }
}

async function formTeams(services: Services, tx: Tx, agentIds: readonly string[]): Promise<Map<Topic['team'], string>> {
  const teams = new Map<Topic['team'], string>();
  for (const name of TEAMS) {
    const memberIds = agentIds.filter((_id, at) => AGENTS[at]?.team === name);
    teams.set(name, (await services(Teams).create(tx, { name, memberIds })).id);
  }
  return teams;
}

async function connectShops(services: Services, tx: Tx, smtpPort: number): Promise<string[]> {
  const shops = services(Shops);
  const [first] = await shops.list(tx, { limit: 1 });
  if (!first) throw new Error('The first run made no shop');
  await shops.save(tx, first.id, { name: first.name, signatureHtml: shopSignature(first.name) });
  const ids = [first.id];
  for (const { name } of OTHER_SHOPS) ids.push((await shops.create(tx, { name, signatureHtml: shopSignature(name) })).id);
  const accountIds: string[] = [];
  for (const [at, { name, address }] of SHOPS.entries()) {
    const server = { host: '127.0.0.1', security: 'none', user: address };
    accountIds.push(
      await services(ChannelAccountChanges).create(tx, {
        kind: 'email',
        shopId: ids[at] ?? first.id,
        name,
        address,
        // Nobody keeps the mailboxes of this house.
        settings: { imap: { ...server, port: smtpPort }, smtp: { ...server, port: smtpPort }, copyToSent: false },
        secrets: { imapPassword: PASSWORD, smtpPassword: PASSWORD },
        backfill: null,
      }),
    );
  }
  return accountIds;
}
