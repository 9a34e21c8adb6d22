import { organisation, updateOrganisationRequest } from '@balie/shared/contracts/people.ts';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import type { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
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
  @Requires('organisation:manage')
  @Returns(organisation)
  async rename(@Body({ schema: updateOrganisationRequest }) body: z.infer<typeof updateOrganisationRequest>) {
    return toWire(await this.unitOfWork.run((tx) => this.organisations.rename(tx, body.name)));
  }
}

function toWire(row: { id: string; name: string; created_at: Date }) {
  return { id: row.id, name: row.name, createdAt: row.created_at.toISOString() };
}
