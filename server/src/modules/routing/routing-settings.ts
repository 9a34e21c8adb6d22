import type {
  AssignmentMethod,
  RoutingSettings,
  SaveAgentRoutingRequest,
  SaveRoutingRequest,
  SaveTeamRoutingRequest,
} from '@balie/shared/contracts/routing.ts';
import { saveRoutingRequest } from '@balie/shared/contracts/routing.ts';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Colleagues } from '../agents/public.ts';
import { routingChanged } from './routing.events.ts';

/** As long as nobody has settled anything: tickets wait for whoever takes them. */
const DEFAULTS: SaveRoutingRequest = { method: 'manual', capacity: { each: 20, kinds: { chat: 4, whatsapp: 6 } }, takeOver: null };

interface Row {
  readonly settings: unknown;
  readonly turn: number;
}

/** Who gives tickets to people holds them: nobody else does so meanwhile. */
export interface HeldRouting extends RoutingSettings {
  /** Of the ticket that was given last. */
  readonly turn: number;
}

/** How tickets come to colleagues in this organisation. */
@Injectable()
export class RoutingSettingsStore {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly outbox: Outbox,
  ) {}

  async get(reader: Reader): Promise<RoutingSettings> {
    const [rows, teams, agents] = await Promise.all([
      reader.prepared<Row>('select settings, turn::float8 as turn from routing_settings where organisation_id = $1', [
        reader.organisationId,
      ]),
      this.teams(reader),
      this.agents(reader),
    ]);
    return { ...parsed(rows[0]), teams, agents };
  }

  /**
   * Held until the transaction ends: whoever gives tickets to colleagues, in whichever process, waits here for the others, and sees what they gave.
   * @returns undefined where nothing is done by itself
   */
  async hold(tx: Tx): Promise<HeldRouting | undefined> {
    const [row] = await tx.prepared<Row>(
      `select settings, turn::float8 as turn from routing_settings
        where organisation_id = $1 and (is_automatic or take_over_minutes is not null) for no key update`,
      [tx.organisationId],
    );
    if (!row) return undefined;
    const [teams, agents] = await Promise.all([this.teams(tx), this.agents(tx)]);
    return { ...parsed(row), teams, agents, turn: row.turn };
  }

  /** Is anything given by itself? One small question, for what is asked all day. */
  async isAutomatic(reader: Reader): Promise<boolean> {
    const found = await reader.prepared('select 1 from routing_settings where organisation_id = $1 and is_automatic', [
      reader.organisationId,
    ]);
    return found.length > 0;
  }

  /** What was given last, after `hold`. */
  moved(tx: Tx, turn: number, turns: readonly { readonly agentId: string; readonly turn: number }[]): void {
    tx.write('update routing_settings set turn = $2 where organisation_id = $1', [tx.organisationId, turn]);
    tx.write(
      `insert into agent_routing as a (agent_id, organisation_id, last_turn)
       select n.id, $1, max(n.turn) from unnest($2::uuid[], $3::bigint[]) as n(id, turn) group by n.id
       on conflict (agent_id) do update set last_turn = excluded.last_turn`,
      [tx.organisationId, turns.map(({ agentId }) => agentId), turns.map((one) => one.turn)],
    );
  }

  async save(tx: Tx, settings: SaveRoutingRequest): Promise<void> {
    await tx.query(
      `insert into routing_settings (organisation_id, settings, is_automatic, take_over_minutes) values ($1, $2, false, $3)
       on conflict (organisation_id) do update set settings = $2, take_over_minutes = $3`,
      [tx.organisationId, JSON.stringify(settings), settings.takeOver?.afterMinutes ?? null],
    );
    await this.changed(tx);
  }

  /** @throws {NotFound} */
  async saveTeam(tx: Tx, teamId: string, { method }: SaveTeamRoutingRequest): Promise<void> {
    if (!(await this.colleagues.isTeam(tx, teamId))) throw new NotFound('team');
    await this.begin(tx);
    if (method === null)
      await tx.query('delete from team_routing where team_id = $1 and organisation_id = $2', [teamId, tx.organisationId]);
    else {
      await tx.query(
        'insert into team_routing (team_id, organisation_id, method) values ($1, $2, $3) on conflict (team_id) do update set method = $3',
        [teamId, tx.organisationId, method],
      );
    }
    await this.changed(tx);
  }

  /** @throws {NotFound} */
  async saveAgent(tx: Tx, agentId: string, { skills, kinds }: SaveAgentRoutingRequest): Promise<void> {
    if (!(await this.colleagues.find(tx, agentId))) throw new NotFound('colleague');
    await this.begin(tx);
    await tx.query(
      `insert into agent_routing (agent_id, organisation_id, skills, limits) values ($1, $2, $3, $4)
       on conflict (agent_id) do update set skills = $3, limits = $4`,
      [agentId, tx.organisationId, [...new Set(skills)].sort(), JSON.stringify(kinds)],
    );
    await this.changed(tx);
  }

  private async begin(tx: Tx): Promise<void> {
    await tx.query(
      `insert into routing_settings (organisation_id, settings, is_automatic) values ($1, $2, false) on conflict (organisation_id) do nothing`,
      [tx.organisationId, JSON.stringify(DEFAULTS)],
    );
  }

  private async changed(tx: Tx): Promise<void> {
    await tx.query(
      `update routing_settings r set is_automatic = r.settings->>'method' <> 'manual'
          or exists (select from team_routing t where t.organisation_id = $1 and t.method <> 'manual')
        where r.organisation_id = $1`,
      [tx.organisationId],
    );
    await this.outbox.add(tx, routingChanged, { organisationId: tx.organisationId ?? '' });
  }

  private teams(reader: Reader): Promise<{ teamId: string; method: AssignmentMethod }[]> {
    return reader.prepared('select team_id as "teamId", method from team_routing where organisation_id = $1 order by team_id', [
      reader.organisationId,
    ]);
  }

  private agents(reader: Reader): Promise<RoutingSettings['agents']> {
    return reader.prepared(
      `select agent_id as "agentId", skills, limits as kinds from agent_routing
        where organisation_id = $1 and (skills <> '{}' or limits <> '{}') order by agent_id`,
      [reader.organisationId],
    );
  }
}

function parsed(row: Row | undefined): SaveRoutingRequest {
  return row ? saveRoutingRequest.parse(row.settings) : DEFAULTS;
}

/** How many open tickets of a channel a colleague may have. */
export function limitsOf({ capacity, agents }: Pick<RoutingSettings, 'capacity' | 'agents'>): (agentId: string, kind: string) => number {
  const own = new Map(agents.map(({ agentId, kinds }) => [agentId, kinds]));
  return (agentId, kind) => own.get(agentId)?.[kind] ?? capacity.kinds[kind] ?? capacity.each;
}
