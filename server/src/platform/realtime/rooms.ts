import type { Permission } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../http/principal.ts';

export interface RoomKind {
  /** What clients ask for: `{ room: 'ticket', id }`. */
  readonly name: string;
  readonly permission: Permission;
  /** Does this id exist in the principal's organisation, and may it be followed? Runs in the scope of the organisation. */
  readonly allows: (id: string, principal: Principal) => Promise<boolean>;
}

/** All rooms that can be asked for. A room that is not defined here cannot be joined. */
@Injectable()
export class Rooms {
  private readonly kinds = new Map<string, RoomKind>();

  /** Call it in `onModuleInit`. */
  define(kind: RoomKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The room ${kind.name} is defined twice`);
    this.kinds.set(kind.name, kind);
  }

  find(name: string): RoomKind | undefined {
    return this.kinds.get(name);
  }

  all(): readonly RoomKind[] {
    return [...this.kinds.values()];
  }
}
