import { allows } from '@balie/shared/domain/permissions.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Rooms } from '../../platform/realtime/rooms.ts';
import { Colleagues } from './colleagues.ts';

/** Live updates of a team: for its members, and for who manages teams. */
@Injectable()
export class TeamRoom implements OnModuleInit {
  constructor(
    private readonly rooms: Rooms,
    private readonly unitOfWork: UnitOfWork,
    private readonly colleagues: Colleagues,
  ) {}

  onModuleInit(): void {
    this.rooms.define({
      name: 'team',
      permission: 'tickets:read',
      allows: (teamId, principal) =>
        this.unitOfWork.run((tx) =>
          allows(principal.role, 'teams:manage')
            ? this.colleagues.isTeam(tx, teamId)
            : this.colleagues.isTeamMember(tx, teamId, principal.agentId),
        ),
    });
  }
}
