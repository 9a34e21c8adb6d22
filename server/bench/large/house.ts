import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import type { Random } from './random.ts';
import { FIRST_NAMES, LAST_NAMES } from './words.ts';

/** Every seeded agent signs in with it. */
export const PASSWORD = 'correct-paard-batterij-nietje';
export const AGENT_COUNT = 20;
export const agentAddress = (index: number): string => `agent${index}@balie-bench.example`;

/** The ids everything else hangs on. */
export interface House {
  readonly organisationId: string;
  readonly shopIds: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly shopId: string; readonly address: string }[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly teamIds: readonly string[];
}

/** An organisation with three shops, a mailbox each, four teams and its agents. */
export async function makeHouse(
  client: pg.Client,
  random: Random,
  name: string,
  since: number,
  addresses: (i: number) => string,
): Promise<House> {
  const id = () => random.id(since);
  const organisationId = id();
  await client.query('insert into organisations (id, name) values ($1, $2)', [organisationId, name]);
  const shopIds: string[] = [];
  const accounts: { id: string; shopId: string; address: string }[] = [];
  for (const shop of ['Woonhuys', 'Fietskelder', 'Kledingkast']) {
    const [shopId, accountId] = [id(), id()];
    const address = `klantenservice@${shop.toLowerCase()}.example`;
    await client.query('insert into shops (id, organisation_id, name) values ($1, $2, $3)', [shopId, organisationId, shop]);
    await client.query(
      `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status) values ($1, $2, $3, 'email', $4, $5, 'paused')`,
      [accountId, organisationId, shopId, shop, address],
    );
    shopIds.push(shopId);
    accounts.push({ id: accountId, shopId, address });
  }
  const passwordHash = await hash(PASSWORD);
  const agents: { id: string; name: string }[] = [];
  for (let index = 0; index < AGENT_COUNT; index++) {
    const agent = { id: id(), name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}` };
    await client.query('insert into agents (id, organisation_id, name, email, password_hash, role) values ($1, $2, $3, $4, $5, $6)', [
      agent.id,
      organisationId,
      agent.name,
      addresses(index),
      passwordHash,
      index === 0 ? 'owner' : 'agent',
    ]);
    agents.push(agent);
  }
  const teamIds: string[] = [];
  for (const team of ['Retouren', 'Levering', 'Techniek', 'Financieel']) {
    const teamId = id();
    await client.query('insert into teams (id, organisation_id, name) values ($1, $2, $3)', [teamId, organisationId, team]);
    teamIds.push(teamId);
  }
  return { organisationId, shopIds, accounts, agents, teamIds };
}
