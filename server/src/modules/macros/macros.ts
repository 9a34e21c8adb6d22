import type { Macro, SaveMacroRequest } from '@balie/shared/contracts/macros.ts';
import { allows, type Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/database/unique-violation.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { KnownThings } from '../sla/public.ts';
import { MacroOfOthers, ShortcutTaken } from './macro.errors.ts';
import { macrosChanged } from './macro.events.ts';

/** Who asks. */
export interface MacroReader {
  readonly agentId: string;
  readonly role: Role;
}

/** More than anybody finds their way in. */
const MOST = 1_000;

/** Macros of colleagues, teams, shops and everybody. */
@Injectable()
export class Macros {
  constructor(
    private readonly known: KnownThings,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** One's own, those of one's teams, of shops and of everybody; leads see those of all teams. Nobody sees another's own. */
  list(reader: Reader, { agentId, role }: MacroReader, id: string | null = null): Promise<Macro[]> {
    return reader.query<Macro>(
      `select m.id, m.name, m.folder, m.shortcut, m.text, m.changes, m.uses, to_json(m.last_used_at) as "lastUsedAt",
              m.agent_id is not null or $3 as mine,
              case when m.agent_id is not null then jsonb_build_object('kind', 'personal')
                   when m.team_id is not null then jsonb_build_object('kind', 'team', 'teamId', m.team_id)
                   when m.shop_id is not null then jsonb_build_object('kind', 'shop', 'shopId', m.shop_id)
                   else jsonb_build_object('kind', 'everybody') end as scope
         from macros m
        where m.organisation_id = $1 and (m.agent_id is null or m.agent_id = $2) and ($4::uuid is null or m.id = $4)
          and (m.team_id is null or $3 or exists (select from team_members t where t.team_id = m.team_id and t.agent_id = $2))
        order by lower(m.folder), lower(m.name), m.id limit ${MOST}`,
      [reader.organisationId, agentId, allows(role, 'macros:manage'), id],
    );
  }

  /** @throws {MacroOfOthers | ShortcutTaken | NotFound} the latter of what it names */
  async create(tx: Tx, who: MacroReader, macro: SaveMacroRequest): Promise<Macro> {
    const id = newId();
    await this.check(tx, who, macro);
    await shortcutFree(
      tx.query(
        `insert into macros (id, organisation_id, name, folder, shortcut, text, changes, agent_id, team_id, shop_id, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
        [id, tx.organisationId, ...valuesOf(who, macro), this.clock.now()],
      ),
    );
    return this.changed(tx, who, id);
  }

  /** @throws {MacroOfOthers | ShortcutTaken | NotFound} */
  async save(tx: Tx, who: MacroReader, id: string, macro: SaveMacroRequest): Promise<Macro> {
    await this.own(tx, who, id);
    await this.check(tx, who, macro);
    await shortcutFree(
      tx.query(
        `update macros set name = $3, folder = $4, shortcut = $5, text = $6, changes = $7, agent_id = $8, team_id = $9, shop_id = $10,
           updated_at = $11 where id = $1 and organisation_id = $2`,
        [id, tx.organisationId, ...valuesOf(who, macro), this.clock.now()],
      ),
    );
    return this.changed(tx, who, id);
  }

  /** @throws {MacroOfOthers | NotFound} */
  async remove(tx: Tx, who: MacroReader, id: string): Promise<void> {
    await this.own(tx, who, id);
    await tx.query('delete from macros where id = $1 and organisation_id = $2', [id, tx.organisationId]);
    await this.outbox.add(tx, macrosChanged, { macroId: id });
  }

  /** It was put into an answer. @throws {NotFound} */
  async use(tx: Tx, who: MacroReader, id: string): Promise<void> {
    const [found] = await this.list(tx, who, id);
    if (!found) throw new NotFound('macro');
    tx.write('update macros set uses = uses + 1, last_used_at = $3 where id = $1 and organisation_id = $2', [
      id,
      tx.organisationId,
      this.clock.now(),
    ]);
  }

  private async own(tx: Tx, who: MacroReader, id: string): Promise<void> {
    const [found] = await this.list(tx, who, id);
    if (!found) throw new NotFound('macro');
    if (!found.mine) throw new MacroOfOthers();
  }

  private async check(tx: Tx, { role }: MacroReader, { scope, changes }: SaveMacroRequest): Promise<void> {
    if (scope.kind !== 'personal' && !allows(role, 'macros:manage')) throw new MacroOfOthers();
    await this.known.exist(tx, 'team', [...(scope.kind === 'team' ? [scope.teamId] : []), ...(changes.teamId ? [changes.teamId] : [])]);
    await this.known.exist(tx, 'shop', scope.kind === 'shop' ? [scope.shopId] : []);
    await this.known.exist(tx, 'colleague', changes.assigneeId && changes.assigneeId !== 'me' ? [changes.assigneeId] : []);
  }

  private async changed(tx: Tx, who: MacroReader, id: string): Promise<Macro> {
    await this.outbox.add(tx, macrosChanged, { macroId: id });
    const [macro] = await this.list(tx, who, id);
    if (!macro) throw new NotFound('macro');
    return macro;
  }
}

function valuesOf({ agentId }: MacroReader, { name, folder, shortcut, text, changes, scope }: SaveMacroRequest): unknown[] {
  return [
    name,
    folder,
    shortcut,
    JSON.stringify(text),
    JSON.stringify(changes),
    scope.kind === 'personal' ? agentId : null,
    scope.kind === 'team' ? scope.teamId : null,
    scope.kind === 'shop' ? scope.shopId : null,
  ];
}

async function shortcutFree<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (isUniqueViolation(error, 'macros_shortcut')) throw new ShortcutTaken();
    throw error;
  }
}
