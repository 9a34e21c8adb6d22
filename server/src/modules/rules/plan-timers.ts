import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { rulesChanged } from './rule.events.ts';
import { TimersOfTickets } from './timers-of-tickets.ts';

const planTimers = jobType<{ ruleId: string; after: string | null }>('plan-rule-timers');

/** A rule that waits and is new or different: finds the tickets that it has to wait for, batch by batch. */
@Injectable()
export class PlanTimers implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly runner: JobRunner,
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly planning: TimersOfTickets,
  ) {}

  onModuleInit(): void {
    this.events.on(rulesChanged, 'rule-timers', ({ ruleIds }) => this.start(ruleIds));
    this.runner.handle(planTimers, ({ ruleId, after }) => this.go(ruleId, after));
  }

  private async start(ruleIds: readonly string[]): Promise<void> {
    if (ruleIds.length === 0) return;
    await this.unitOfWork.run(async (tx) => {
      // Other terms, other moments.
      await tx.query('delete from rule_timers where organisation_id = $1 and rule_id = any($2::uuid[])', [tx.organisationId, ruleIds]);
      for (const ruleId of ruleIds) await this.jobs.add(tx, planTimers, { ruleId, after: null }, { key: `plan-rule-timers:${ruleId}` });
    });
  }

  private async go(ruleId: string, after: string | null): Promise<void> {
    const next = await this.planning.page(ruleId, after);
    if (next === null) return;
    await this.unitOfWork.run((tx) => this.jobs.add(tx, planTimers, { ruleId, after: next }));
  }
}
