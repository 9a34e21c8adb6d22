import type { UpdateMeRequest } from '@balie/shared/contracts/people.ts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { sanitiseOwnHtml } from '../../platform/html/sanitise.ts';
import { peopleChanged } from './people.events.ts';

/** A colleague changes their own name, language, preferences or signature; what is not named stays. */
@Injectable()
export class UpdateMe {
  constructor(private readonly outbox: Outbox) {}

  async execute(tx: Tx, agentId: string, changes: UpdateMeRequest): Promise<void> {
    await tx.query(
      `update agents set name = coalesce($2, name), locale = coalesce($3, locale), signature_html = coalesce($4, signature_html),
         preferences = preferences || $5::jsonb where id = $1`,
      [
        agentId,
        changes.name ?? null,
        changes.locale ?? null,
        changes.signatureHtml === undefined ? null : sanitiseOwnHtml(changes.signatureHtml),
        JSON.stringify(changes.preferences ?? {}),
      ],
    );
    if (changes.name !== undefined && tx.organisationId) {
      await this.outbox.add(tx, peopleChanged, { organisationId: tx.organisationId });
    }
  }
}
