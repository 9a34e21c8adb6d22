import { type PageQuery, pageQuery, id as uuid } from '@balie/shared/contracts/common.ts';
import { type RuleAction, type RuleRun, ruleRunPage } from '@balie/shared/contracts/rules.ts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Returns } from '../../platform/http/returns.ts';
import { TicketDeadlines } from '../tickets/public.ts';
import { RuleLog } from './rule-log.ts';

/** What rules did to a ticket, and why: for everybody who reads it. */
@Controller('tickets')
export class TicketRulesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deadlines: TicketDeadlines,
    private readonly log: RuleLog,
  ) {}

  @Get(':id/rule-runs')
  @Requires('tickets:read')
  @Returns(ruleRunPage)
  runs(@Param('id', { schema: uuid }) ticketId: string, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.unitOfWork.read(async (reader) => {
      const [ticket, runs] = await Promise.all([this.deadlines.outline(reader, ticketId), this.log.list(reader, { ...query, ticketId })]);
      if (!ticket) throw new NotFound('ticket');
      return { ...runs, items: runs.items.map(forReaders) };
    });
  }
}

/** The address of a webhook may be a secret: of it no more than its host. */
function forReaders(run: RuleRun): RuleRun {
  const shown = (action: RuleAction) => (action.kind === 'webhook' ? { ...action, url: new URL(action.url).origin } : action);
  return { ...run, effects: run.effects.map((effect) => ({ ...effect, action: shown(effect.action) })) };
}
