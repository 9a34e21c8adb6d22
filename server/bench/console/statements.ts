import { VIEW_IDS } from '@balie/shared/contracts/tickets.ts';
import type { DataSource } from 'typeorm';
import { Colleagues } from '../../src/modules/agents/public.ts';
import { SearchTickets } from '../../src/modules/tickets/search-tickets.queries.ts';
import { SendingRules } from '../../src/modules/tickets/sending-rules.ts';
import { TicketDetails } from '../../src/modules/tickets/ticket-detail.queries.ts';
import { ViewCountsQuery } from '../../src/modules/tickets/view-counts.queries.ts';
import { ViewTickets } from '../../src/modules/tickets/view-tickets.queries.ts';
import { inOrganisation } from '../../src/platform/database/scope.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { RARE_WORD } from '../large/dutch-text.ts';
import { COUNTS, LIST, SEARCH_COMMON, SEARCH_RARE, TICKET } from './requests.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
const CONTROL = /^(start transaction|commit|rollback)/i;

/**
 * The statements that Balie's own code sends for each figure, taken down while it runs in this process: the raw limit
 * is measured with exactly these.
 * @throws {Error} when two requests of one kind need a different number of them
 */
export async function statementsOf(
  dataSource: DataSource,
  who: { organisationId: string; agentId: string },
  ticketIds: readonly string[],
): Promise<Map<string, Statement[]>> {
  const unitOfWork = new UnitOfWork(dataSource);
  const { agentId } = who;
  const [views, counts, details, search] = [
    new ViewTickets(unitOfWork, new Colleagues()),
    new ViewCountsQuery(unitOfWork),
    new TicketDetails(unitOfWork, new SendingRules()),
    new SearchTickets(unitOfWork),
  ];
  const taken = async (work: () => Promise<unknown>) => {
    const statements: Statement[] = [];
    const before = dataSource.logger;
    dataSource.logger = Object.assign(Object.create(before), {
      logQuery: (sql: string, parameters: unknown[] = []) => void (CONTROL.test(sql.trim()) || statements.push({ sql, parameters })),
    });
    await inOrganisation(who.organisationId, work);
    dataSource.logger = before;
    return statements;
  };
  const lists = VIEW_IDS.flatMap((view) =>
    (['newest', 'waiting', 'due'] as const).map((sort) => () => taken(() => views.page(view, { sort, limit: 50 }, agentId))),
  );
  const opened = ticketIds.slice(0, 20).map((id) => () => taken(() => details.read(id, agentId)));
  const asked = (q: string) => taken(() => search.search({ q, limit: 50 }, agentId));
  return new Map([
    [LIST, await sameNumber(LIST, lists)],
    [TICKET, await sameNumber(TICKET, opened)],
    [COUNTS, await taken(() => counts.read(agentId))],
    [SEARCH_COMMON, await asked('bestelling')],
    [SEARCH_RARE, await asked(RARE_WORD)],
  ]);
}

async function sameNumber(figure: string, runs: readonly (() => Promise<Statement[]>)[]): Promise<Statement[]> {
  const all: Statement[][] = [];
  for (const run of runs) all.push(await run());
  const numbers = new Set(all.map((statements) => statements.length));
  if (numbers.size !== 1) throw new Error(`${figure}: the number of statements is not constant: ${[...numbers].join(', ')}`);
  return all[0] ?? [];
}
