import type { DataSource } from 'typeorm';
import { Colleagues } from '../../src/modules/agents/public.ts';
import { AgentStates } from '../../src/modules/routing/agent-states.ts';
import { BusyAgents } from '../../src/modules/routing/busy-agents.ts';
import { RoutingSettingsStore } from '../../src/modules/routing/routing-settings.ts';
import { PromiseFigures } from '../../src/modules/sla/promise-figures.ts';
import { TicketFigures } from '../../src/modules/tickets/ticket-figures.ts';
import { TicketPool } from '../../src/modules/tickets/ticket-pool.ts';
import { Crew } from '../../src/modules/wall/crew.ts';
import { ReadWall } from '../../src/modules/wall/read-wall.ts';
import { SystemClock } from '../../src/platform/clock/clock.ts';
import { inOrganisation } from '../../src/platform/database/scope.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { Outbox } from '../../src/platform/events/outbox.ts';
import type { Statement } from '../console/statements.ts';

const CONTROL = /^(start transaction|commit|rollback)/i;

/** What Balie's own code asks for one picture of the wall, taken down while it runs in this process. */
export async function statementsOfWall(dataSource: DataSource, organisationId: string): Promise<Statement[]> {
  const [colleagues, clock, nothingIsTold] = [new Colleagues(), new SystemClock(), undefined as unknown as Outbox];
  const crew = new Crew(
    colleagues,
    new AgentStates(new BusyAgents(), colleagues, nothingIsTold, clock),
    new RoutingSettingsStore(colleagues, nothingIsTold),
    new TicketPool(),
  );
  const wall = new ReadWall(new UnitOfWork(dataSource), new TicketFigures(), new PromiseFigures(), crew, clock);
  const statements: Statement[] = [];
  const before = dataSource.logger;
  dataSource.logger = Object.assign(Object.create(before), {
    logQuery: (sql: string, parameters: unknown[] = []) => void (CONTROL.test(sql.trim()) || statements.push({ sql, parameters })),
  });
  await inOrganisation(organisationId, () => wall.execute());
  dataSource.logger = before;
  return statements;
}
