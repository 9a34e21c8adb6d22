import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';

export interface RemovedTeam {
  readonly id: string;
  readonly name: string;
}

/** What other modules give to teams: they say so here, and take it back, with a word of it, when a team goes. */
export abstract class TeamBelongings {
  /** In the transaction that removes the team. May be asked twice: the second time for what was given to it meanwhile. */
  abstract release(tx: Tx, team: RemovedTeam, agentId: string): Promise<void>;
}

/** Where the module that gives tickets to teams says so. */
@Injectable()
export class TeamBelongingsRegistry {
  private registered: TeamBelongings | undefined;

  /** Call it in `onModuleInit`. */
  register(belongings: TeamBelongings): void {
    if (this.registered) throw new Error('What belongs to teams is registered twice');
    this.registered = belongings;
  }

  get(): TeamBelongings {
    if (!this.registered) throw new Error('Nobody says what belongs to teams');
    return this.registered;
  }
}
