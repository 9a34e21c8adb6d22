import { Module } from '@nestjs/common';
import { SlaModule } from '../sla/public.ts';
import { TicketOrdersModule } from '../ticket-orders/public.ts';
import { TicketsModule } from '../tickets/public.ts';
import { AnswerByRule } from './answer-by-rule.ts';
import { DryRun } from './dry-run.ts';
import { PlanTimers } from './plan-timers.ts';
import { RuleListener } from './rule.listener.ts';
import { RuleActions } from './rule-actions.ts';
import { RuleBrake } from './rule-brake.ts';
import { RuleBroadcast } from './rule-broadcast.ts';
import { RuleHousekeeping } from './rule-housekeeping.ts';
import { RuleLog } from './rule-log.ts';
import { RuleTelling } from './rule-telling.ts';
import { RuleTimers } from './rule-timers.ts';
import { RulesController } from './rules.controller.ts';
import { Rules } from './rules.ts';
import { RunRules } from './run-rules.ts';
import { TicketsInRules } from './ticket-in-rules.ts';
import { TicketRulesController } from './ticket-rules.controller.ts';
import { TimerWatcher } from './timer-watcher.ts';
import { TimersOfTickets } from './timers-of-tickets.ts';

/** What is done by itself: when something happens to a ticket, if conditions hold. */
@Module({
  imports: [TicketsModule, SlaModule, TicketOrdersModule],
  controllers: [RulesController, TicketRulesController],
  providers: [
    Rules,
    RuleLog,
    TicketsInRules,
    AnswerByRule,
    RuleTelling,
    RuleActions,
    RuleBrake,
    RunRules,
    RuleTimers,
    TimersOfTickets,
    PlanTimers,
    TimerWatcher,
    RuleListener,
    RuleBroadcast,
    RuleHousekeeping,
    DryRun,
  ],
})
export class RulesModule {}
