import type { DataSource } from 'typeorm';
import { currentScope } from '../../src/platform/database/scope.ts';

/** Beginning and end of transactions, which travel with the rest. */
const CONTROL = /^(start transaction|commit|rollback)/;

/** Collects the statements that one organisation's requests send; what is done in the background is left out. */
export class QueryCounter {
  private statements: string[] | undefined;

  /** @param dataSource of the application; its logger is replaced */
  constructor(
    dataSource: DataSource,
    private readonly organisationId: string,
  ) {
    const note = (statement: string) => {
      if (CONTROL.test(statement)) return;
      const scope = currentScope();
      if (scope?.isRequest && scope.organisationId === this.organisationId) this.statements?.push(statement);
    };
    dataSource.logger = {
      logQuery: note,
      logQueryError: () => undefined,
      logQuerySlow: () => undefined,
      logSchemaBuild: () => undefined,
      logMigration: () => undefined,
      log: () => undefined,
    };
  }

  /**
   * What is sent while `work` runs, the beginning and end of transactions apart: the shortest of three runs, because the
   * renewal of a session may fall into one of them. One at a time.
   */
  async during(work: () => Promise<unknown>): Promise<string[]> {
    const runs = [await this.once(work), await this.once(work), await this.once(work)];
    return runs.toSorted((a, b) => a.length - b.length)[0] ?? [];
  }

  private async once(work: () => Promise<unknown>): Promise<string[]> {
    this.statements = [];
    await work();
    const sent = this.statements;
    this.statements = undefined;
    return sent;
  }
}
