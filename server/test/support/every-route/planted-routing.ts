import type { Tx } from '../../../src/platform/database/unit-of-work.ts';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;
type Ids = Readonly<Record<'organisation' | 'colleague' | 'team', string>>;

/** Of a server process that is no more, and is not missed before the test ends. */
const ELSEWHERE = 'planted:1:elsewhere';

/** How tickets come to people, and a colleague whose console is open at another process. */
export async function plantRouting(insert: Insert, tx: Tx, { organisation, colleague, team }: Ids, mark: string): Promise<void> {
  await tx.query(`insert into server_processes (id, started_at, heartbeat_at) values ($1, now(), 'infinity') on conflict do nothing`, [
    ELSEWHERE,
  ]);
  await insert('agent_consoles', { process_id: ELSEWHERE, agent_id: colleague });
  await insert('agent_routing', { agent_id: colleague, connected: true, connected_at: new Date(), skills: [mark] });
  await insert('team_routing', { team_id: team, method: 'manual' });
  // One for each organisation, however often something is planted.
  const settings = { method: 'manual', capacity: { each: 20, kinds: {} }, takeOver: null };
  await tx.query(`insert into routing_settings (organisation_id, settings, is_automatic) values ($1, $2, false) on conflict do nothing`, [
    organisation,
    JSON.stringify(settings),
  ]);
}
