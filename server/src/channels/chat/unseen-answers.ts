import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';

export interface Watched {
  readonly visitorId: string;
  readonly ticketId: string;
  readonly afterMinutes: number;
}

/** Looks whether the visitor has seen the answers of a ticket; if they left, the answers go on by mail. */
export const mailUnseenAnswers = jobType<Watched>('mail-unseen-chat-answers');

/** Plans when it is looked whether answers were seen. One look waits per visitor and ticket. */
@Injectable()
export class UnseenAnswers {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** @param from the time counts from then; now unless said otherwise */
  watch(tx: Tx, watched: Watched, from = this.clock.now()): Promise<void> {
    const { visitorId, ticketId, afterMinutes } = watched;
    const runAt = new Date(from.getTime() + afterMinutes * 60_000);
    return this.jobs.add(tx, mailUnseenAnswers, watched, { key: `chat-unseen:${visitorId}:${ticketId}`, runAt });
  }
}
