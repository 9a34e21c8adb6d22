import type { Locale } from '@balie/shared/contracts/common.ts';
import { allows, ROLES, type Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';

/** A colleague as other modules meet them. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
  readonly locale: Locale;
  /** Sanitised; may be empty. */
  readonly signatureHtml: string;
  readonly pictureId: string | null;
}

const ROLES_THAT_ANSWER = ROLES.filter((role) => allows(role, 'tickets:reply'));

/** What other modules may ask about colleagues and teams, within their own transaction. Ids of other organisations are unknown. */
@Injectable()
export class Colleagues {
  async find(tx: Tx, agentId: string): Promise<Colleague | undefined> {
    const [row] = await tx.query<Colleague>(
      `select id, name, email, role, active, locale, signature_html as "signatureHtml", picture_id as "pictureId" from agents where organisation_id = $1 and id = $2`,
      [tx.organisationId, agentId],
    );
    return row;
  }

  /** The active colleague who reads mail there. */
  async findByEmail(tx: Tx, email: string): Promise<{ readonly id: string; readonly name: string } | undefined> {
    const [row] = await tx.query<{ id: string; name: string }>(
      'select id, name from agents where organisation_id = $1 and lower(email) = lower($2) and active order by id limit 1',
      [tx.organisationId, email],
    );
    return row;
  }

  /** May tickets be given to this colleague? Active, and of a role that answers customers. */
  async isAssignable(tx: Tx, agentId: string): Promise<boolean> {
    const rows = await tx.query('select 1 from agents where organisation_id = $1 and id = $2 and active and role = any($3)', [
      tx.organisationId,
      agentId,
      ROLES_THAT_ANSWER,
    ]);
    return rows.length > 0;
  }

  /** Everybody whom tickets may be given to, with their teams. */
  assignable(reader: Reader): Promise<{ id: string; teamIds: string[] }[]> {
    return reader.prepared(
      `select a.id, array(select m.team_id from team_members m where m.agent_id = a.id) as "teamIds"
         from agents a where a.organisation_id = $1 and a.active and a.role = any($2) order by a.id`,
      [reader.organisationId, ROLES_THAT_ANSWER],
    );
  }

  /** Those of the ids that are active colleagues, for mentions. */
  async activeAmong(tx: Tx, agentIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('select id from agents where organisation_id = $1 and id = any($2::uuid[]) and active', [
      tx.organisationId,
      agentIds,
    ]);
    return rows.map(({ id }) => id);
  }

  async isTeam(tx: Reader, teamId: string): Promise<boolean> {
    return (await tx.query('select 1 from teams where organisation_id = $1 and id = $2', [tx.organisationId, teamId])).length > 0;
  }

  async isTeamMember(tx: Tx, teamId: string, agentId: string): Promise<boolean> {
    const rows = await tx.query('select 1 from team_members where organisation_id = $1 and team_id = $2 and agent_id = $3', [
      tx.organisationId,
      teamId,
      agentId,
    ]);
    return rows.length > 0;
  }

  /** Active members of a team. */
  async membersOf(tx: Tx, teamId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select a.id from team_members m join agents a on a.id = m.agent_id
        where m.organisation_id = $1 and m.team_id = $2 and a.active order by a.id`,
      [tx.organisationId, teamId],
    );
    return rows.map(({ id }) => id);
  }

  /** Active leads and owners. */
  async leads(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from agents where organisation_id = $1 and role in ('lead', 'owner') and active order by id`,
      [tx.organisationId],
    );
    return rows.map(({ id }) => id);
  }

  /** The active owners, the oldest first. */
  owners(tx: Tx): Promise<Colleague[]> {
    return tx.query<Colleague>(
      `select id, name, email, role, active, locale, signature_html as "signatureHtml", picture_id as "pictureId"
         from agents where organisation_id = $1 and role = 'owner' and active order by id`,
      [tx.organisationId],
    );
  }
}
