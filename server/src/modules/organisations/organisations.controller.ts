import { organisation, type UpdateOrganisationRequest, updateOrganisationRequest } from '@balie/shared/contracts/people.ts';
import { allows } from '@balie/shared/domain/permissions.ts';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import { NotAllowed } from '../../platform/http/http.errors.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { Organisations } from './organisations.ts';

@Controller('organisation')
export class OrganisationsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
  ) {}

  @Get()
  @Requires('colleagues:read')
  @Returns(organisation)
  async read() {
    return toWire(await this.unitOfWork.run((tx) => this.organisations.get(tx)));
  }

  @Patch()
  @Requires('conversations:manage')
  @Returns(organisation)
  async change(@Me() me: Principal, @Body({ schema: updateOrganisationRequest }) body: UpdateOrganisationRequest) {
    if (body.name !== undefined && !allows(me.role, 'organisation:manage')) throw new NotAllowed('organisation:manage');
    return toWire(await this.unitOfWork.run((tx) => this.organisations.change(tx, body)));
  }
}

function toWire(row: { id: string; name: string; created_at: Date; reopen_within_days: number | null }) {
  return { id: row.id, name: row.name, createdAt: row.created_at.toISOString(), reopenWithinDays: row.reopen_within_days };
}
