import type { Locale } from '@balie/shared/contracts/common.ts';
import type { Me } from '@balie/shared/contracts/people.ts';
import { preferences } from '@balie/shared/contracts/people.ts';
import { permissionsOf } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { AGENT_COLUMNS, type AgentRow, agentToWire } from './agents.queries.ts';

interface MeRow extends AgentRow {
  readonly locale: Locale;
  readonly preferences: unknown;
  readonly signature_html: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly organisation_created_at: Date;
  readonly reopen_within_days: number | null;
}

/** What a colleague is told about themselves. */
@Injectable()
export class MeQueries {
  /** @throws {NotFound} */
  async get(tx: Tx, agentId: string): Promise<Me> {
    const [row] = await tx.query<MeRow>(
      `select ${AGENT_COLUMNS}, a.locale, a.preferences, a.signature_html, o.id as organisation_id, o.name as organisation_name,
              o.created_at as organisation_created_at, o.reopen_within_days
         from agents a join organisations o on o.id = a.organisation_id where a.id = $1`,
      [agentId],
    );
    if (!row) throw new NotFound('colleague');
    return {
      agent: agentToWire(row),
      organisation: {
        id: row.organisation_id,
        name: row.organisation_name,
        createdAt: row.organisation_created_at.toISOString(),
        reopenWithinDays: row.reopen_within_days,
      },
      locale: row.locale,
      preferences: preferences.parse(row.preferences),
      signatureHtml: row.signature_html,
      permissions: permissionsOf(row.role),
    };
  }
}
