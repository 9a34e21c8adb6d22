import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { Team } from '@balie/shared/contracts/people.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/database/unique-violation.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { TeamNameTaken } from './people.errors.ts';
import { peopleChanged } from './people.events.ts';
import { type RemovedTeam, TeamBelongingsRegistry } from './team-belongings.ts';

interface SaveTeam {
  readonly name: string;
  readonly memberIds: readonly string[];
}

const marker = z.tuple([z.uuid()]);
const SELECT = `select t.id, t.name, array(select m.agent_id from team_members m where m.team_id = t.id order by m.agent_id) as "memberIds"
  from teams t where t.organisation_id = $1`;

/** Groups of colleagues that tickets are given to. */
@Injectable()
export class Teams {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly belongings: TeamBelongingsRegistry,
  ) {}

  async list(tx: Tx, { cursor, limit }: PageQuery): Promise<{ items: Team[]; nextCursor: string | null }> {
    const [after] = cursor ? decodeCursor(cursor, marker) : [null];
    const rows = await tx.query<Team>(`${SELECT} and ($2::uuid is null or t.id > $2) order by t.id limit $3`, [
      tx.organisationId,
      after,
      limit + 1,
    ]);
    return toPage(
      rows,
      limit,
      (row) => row,
      (row) => [row.id],
    );
  }

  /** @throws {TeamNameTaken | NotFound} the latter for a member who is no colleague */
  async create(tx: Tx, team: SaveTeam): Promise<Team> {
    const id = newId();
    await nameFree(
      tx.query('insert into teams (id, organisation_id, name, created_at) values ($1, $2, $3, $4)', [
        id,
        tx.organisationId,
        team.name,
        this.clock.now(),
      ]),
    );
    return this.setMembers(tx, id, team.memberIds);
  }

  /** @throws {TeamNameTaken | NotFound} */
  async save(tx: Tx, id: string, team: SaveTeam): Promise<Team> {
    const changed = await nameFree(
      tx.execute('update teams set name = $3 where organisation_id = $1 and id = $2', [tx.organisationId, id, team.name]),
    );
    if (changed === 0) throw new NotFound('team');
    await tx.query('delete from team_members where team_id = $1', [id]);
    return this.setMembers(tx, id, team.memberIds);
  }

  /** Its tickets stay, without a team; their timelines say who removed it. @throws {NotFound} */
  async remove(tx: Tx, id: string, agentId: string): Promise<void> {
    const find = (lock = '') =>
      tx.query<RemovedTeam>(`select id, name from teams where organisation_id = $1 and id = $2 ${lock}`, [tx.organisationId, id]);
    const [team] = await find();
    if (!team) throw new NotFound('team');
    const belongings = this.belongings.get();
    // Tickets before the team, as who gives a ticket to it locks them; then those that it was given until it was locked.
    await belongings.release(tx, team, agentId);
    const [locked] = await find('for update');
    if (!locked) throw new NotFound('team');
    await belongings.release(tx, locked, agentId);
    await tx.query('delete from teams where organisation_id = $1 and id = $2', [tx.organisationId, id]);
    await this.announce(tx);
  }

  private async setMembers(tx: Tx, teamId: string, memberIds: readonly string[]): Promise<Team> {
    const members = [...new Set(memberIds)];
    // Foreign keys look past the fence between organisations; this does not.
    const added = await tx.execute(
      `insert into team_members (team_id, agent_id, organisation_id)
       select $1, id, organisation_id from agents where organisation_id = $2 and id = any($3::uuid[])`,
      [teamId, tx.organisationId, members],
    );
    if (added !== members.length) throw new NotFound('colleague');
    const [team] = await tx.query<Team>(`${SELECT} and t.id = $2`, [tx.organisationId, teamId]);
    if (!team) throw new NotFound('team');
    await this.announce(tx);
    return team;
  }

  private async announce(tx: Tx): Promise<void> {
    if (tx.organisationId) await this.outbox.add(tx, peopleChanged, { organisationId: tx.organisationId });
  }
}

async function nameFree<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (isUniqueViolation(error, 'teams_name')) throw new TeamNameTaken();
    throw error;
  }
}
