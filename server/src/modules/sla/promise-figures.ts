import type { SlaTarget } from '@balie/shared/contracts/deadlines.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

/** Of a shop that has no business hours yet. */
const TIME_ZONE = 'Europe/Amsterdam';

export interface KeptPromises {
  readonly target: SlaTarget;
  readonly met: number;
  readonly missed: number;
}

/** How well promises are kept, for who looks at figures. */
@Injectable()
export class PromiseFigures {
  /**
   * Promises that were decided from then on: kept by an answer, or missed as their time went by, whether or not an answer came since. So each
   * promise counts on one day. What history brought in decided nothing.
   */
  decidedSince(reader: Reader, from: Date): Promise<KeptPromises[]> {
    return reader.prepared<KeptPromises>(
      `select c.target, count(*) filter (where c.kept)::int as met, count(*) filter (where not c.kept)::int as missed
         from (select target, true as kept from sla_clocks where organisation_id = $1 and ended_at >= $2 and state = 'met'
               union all
               select target, false from sla_clocks where organisation_id = $1 and breached_at >= $2) c
        group by c.target order by c.target`,
      [reader.organisationId, from],
    );
  }

  /** The clock on the wall of the house: that of its business hours. */
  async timeZone(reader: Reader): Promise<string> {
    const [found] = await reader.prepared<{ timeZone: string | null }>(
      `select hours->>'timeZone' as "timeZone" from business_calendars where organisation_id = $1 and hours ? 'timeZone'
        order by is_default desc, created_at, id limit 1`,
      [reader.organisationId],
    );
    return found?.timeZone ?? TIME_ZONE;
  }
}
