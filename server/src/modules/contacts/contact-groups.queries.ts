import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';

const MAX_GROUPS = 500;

/** The groups that customers are in, those with most of them first. */
@Injectable()
export class ContactGroups {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  list(): Promise<{ name: string; count: number }[]> {
    return this.unitOfWork.read((tx) =>
      tx.query(
        `select g.name, count(*)::int as count from contacts c, unnest(c.groups) as g (name)
          where c.organisation_id = $1 and c.groups <> '{}' and c.merged_into_id is null
          group by g.name order by count desc, g.name limit ${MAX_GROUPS}`,
        [tx.organisationId],
      ),
    );
  }
}
