import type { UpdateAgentRequest } from '@balie/shared/contracts/people.ts';
import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { LastOwner } from './people.errors.ts';
import { peopleChanged } from './people.events.ts';
import { Sessions } from './sessions.ts';

/** An owner changes a colleague's name, role, or whether they may come in. */
@Injectable()
export class UpdateAgent {
  constructor(
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
  ) {}

  /** @throws {NotFound | LastOwner} */
  async execute(tx: Tx, agentId: string, changes: UpdateAgentRequest): Promise<void> {
    if (!tx.organisationId) throw new Error('Needs the scope of an organisation');
    // All owners are locked: two who demote each other at once must not leave none.
    const locked = await tx.query<{ id: string; role: Role; active: boolean }>(
      `select id, role, active from agents where organisation_id = $1 and (id = $2 or (role = 'owner' and active))
        order by id for no key update`,
      [tx.organisationId, agentId],
    );
    const before = locked.find(({ id }) => id === agentId);
    if (!before) throw new NotFound('colleague');
    const role = changes.role ?? before.role;
    const active = changes.active ?? before.active;
    const othersOwn = locked.some((row) => row.id !== agentId && row.role === 'owner' && row.active);
    if (before.role === 'owner' && before.active && !(role === 'owner' && active) && !othersOwn) throw new LastOwner();
    await tx.query('update agents set name = coalesce($2, name), role = $3, active = $4 where id = $1', [
      agentId,
      changes.name ?? null,
      role,
      active,
    ]);
    if (!active) {
      await this.sessions.endAll(tx, agentId);
      await tx.query('delete from password_resets where agent_id = $1', [agentId]);
    }
    await this.outbox.add(tx, peopleChanged, { organisationId: tx.organisationId });
  }
}
