import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';

/** Tags are counted over this many open tickets, the newest; enough to tell which are in use. */
const COUNTED_TICKETS = 2_000;
const MAX_TAGS = 1_000;

interface TagCount {
  readonly name: string;
  readonly count: number;
}

/** All tags of the organisation, those in use first; `count` is the number of open tickets with it. */
@Injectable()
export class Tags {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  list(): Promise<TagCount[]> {
    return this.unitOfWork.read((tx) =>
      tx.query<TagCount>(
        `with used as (
           select name, count(*)::int as count
             from (select t.tags from tickets t where t.organisation_id = $1 and t.status = 'open'
                    order by t.last_message_at desc, t.id desc limit ${COUNTED_TICKETS}) newest,
                  unnest(newest.tags) as name
            group by name)
         select g.name, coalesce(u.count, 0) as count from tags g left join used u on u.name = g.name
          where g.organisation_id = $1 order by count desc, g.name limit ${MAX_TAGS}`,
        [tx.organisationId],
      ),
    );
  }
}
