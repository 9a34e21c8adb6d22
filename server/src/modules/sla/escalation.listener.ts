import type { SlaStep } from '@balie/shared/contracts/sla.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { EscalationActions } from './escalation-actions.ts';
import { type ClockSignal, slaBreached, slaOverdue, slaWarned } from './sla.events.ts';
import { SlaSettings } from './sla-settings.ts';

const KINDS = [
  [slaWarned, 'warned'],
  [slaBreached, 'breached'],
  [slaOverdue, 'overdue'],
] as const;

/** Goes the steps of the policy when a clock warns, breaches, or stays overdue. */
@Injectable()
export class EscalationListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: SlaSettings,
    private readonly actions: EscalationActions,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const [event, kind] of KINDS) this.events.on(event, 'sla-escalation', (signal) => this.hear(kind, signal));
  }

  private async hear(kind: SlaStep['when']['kind'], signal: ClockSignal): Promise<void> {
    // What is done by now, too late, nobody has to be sent after.
    if (signal.ended || signal.policyId === null) return;
    await this.unitOfWork.run(async (tx) => {
      const { policies } = await this.settings.all(tx);
      const steps = policies.find(({ id }) => id === signal.policyId)?.terms.steps ?? [];
      for (const { when, targets, action } of steps) {
        const isMeant =
          when.kind === kind &&
          (when.kind !== 'overdue' || when.minutes === signal.minutes) &&
          (targets.length === 0 || targets.includes(signal.target));
        const key = `${kind}:${signal.dueAt}:${signal.minutes}:${JSON.stringify(action)}`;
        if (isMeant && (await this.isFirst(tx, signal.clockId, key))) await this.actions.execute(tx, kind, signal, action);
      }
    });
  }

  /** However often it is told. False, too, when the clock is gone: then nothing is owed. */
  private async isFirst(tx: Tx, clockId: string, key: string): Promise<boolean> {
    const added = await tx.execute(
      `insert into sla_escalations (clock_id, organisation_id, key, created_at)
       select c.id, $2, $3, $4 from sla_clocks c where c.id = $1 and c.organisation_id = $2 on conflict do nothing`,
      [clockId, tx.organisationId, key, this.clock.now()],
    );
    return added > 0;
  }
}
