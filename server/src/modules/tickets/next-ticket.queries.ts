import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { type PersonalRecord, personalRows, toPersonalRow } from './personal-row.ts';

/** What an agent may take: theirs, or nobody's, of a team of theirs or of none. $1 organisation, $2 agent, $3 passed over. */
const TAKEABLE = `
  from tickets t
 where t.organisation_id = $1 and t.status = 'open' and t.id <> all($3::uuid[])
   and (t.assignee_id = $2 or (t.assignee_id is null and (t.team_id is null or exists (
     select from team_members m where m.team_id = t.team_id and m.agent_id = $2))))`;

/** Each of the three walks an index to its first row; the next is asked only where the one before found nothing. */
const NEXT = `
  with due as materialized (select t.id ${TAKEABLE} and t.due_at is not null order by t.due_at, t.id limit 1),
  waiting as materialized (
    select t.id ${TAKEABLE} and t.waiting_since is not null and not exists (select from due) order by t.waiting_since, t.id limit 1)
  select id from due
  union all select id from waiting
  union all (
    select t.id ${TAKEABLE} and not exists (select from due) and not exists (select from waiting)
     order by t.last_message_at, t.id limit 1)`;

/** The ticket that an agent does best to take up. */
@Injectable()
export class NextTicket {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async find(agentId: string, skip: readonly string[]): Promise<PersonalRow | null> {
    const [found] = await this.unitOfWork.read((reader) =>
      reader.prepared<PersonalRecord>(personalRows(NEXT, '$2', 't.id', 1), [reader.organisationId, agentId, skip]),
    );
    return found ? toPersonalRow(found) : null;
  }
}
