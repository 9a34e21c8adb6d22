import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { noteUnreached } from './database-away.ts';
import { GatheredRows, type RowsWrite } from './gathered-rows.ts';
import { currentOrganisationId } from './scope.ts';
import { type Beginning, Statements } from './statements.ts';

/**
 * Work that serves all organisations, each with its reason. The list is here so that the database fence is opened in
 * named places only; add to it with care.
 */
export type SystemScope =
  /** Find the agent, session, invitation or reset that a secret belongs to, before the organisation is known. */
  | 'authentication'
  /** First run: is there an organisation yet, and make it. */
  | 'first-run'
  /** Deliver outbox events of all organisations. */
  | 'event-dispatch'
  /** Find the account that a provider's call is for, before the organisation is known. */
  | 'webhooks'
  /** Start and stop the pullers of all connected accounts. */
  | 'channel-supervision'
  /** Find the account that a forwarded mail is addressed to. */
  | 'mail-reception'
  /** Find the chat that a shop's page asks for, and the visitor whom a token belongs to. */
  | 'chat-reception'
  /** Find the file that a customer's link leads to. */
  | 'file-links'
  /** Find the picture of a colleague that a shop's page shows. */
  | 'agent-pictures'
  /** Count together with the other processes what all of them are asked. */
  | 'rate-counts'
  /** Find whose deadlines are near. */
  | 'clock-watch'
  /** Find whose consoles are open no more, and whose tickets wait for somebody who is away. */
  | 'presence-watch'
  /** Find jobs that a crash left undone, due snoozes, expired rows. */
  | 'housekeeping';

/**
 * One open transaction, for questions. What is asked in the same breath (without waiting in between) travels as one
 * message: a round trip costs more than most statements.
 */
export interface Reader {
  /** Of the scope the transaction was opened in; undefined in a system scope. */
  readonly organisationId: string | undefined;
  /** Parameterised SQL; rows as the driver gives them. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * Like `query`, for what is asked all day: PostgreSQL takes the statement apart and plans it once per connection,
   * which is more than half of the work of a small question. The text must come from a small set, and the plan must suit
   * any parameters.
   */
  prepared<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** One open transaction. What was written since the last question travels with the next one. */
export interface Tx extends Reader {
  /**
   * Like `prepared`, for a change of which nothing is to be known: it waits for the next question, or for the commit,
   * and travels with it. When it fails, that fails.
   */
  write(sql: string, parameters?: readonly unknown[]): void;
  /**
   * Like `write`, for what is to be known once it is committed: the rows come with the next answer, or with the commit.
   * Who waits for them before that waits for ever.
   */
  writeAndTell<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * Like `write`, for a row that may not be the only one of its kind: those that are said with nothing else in between
   * (whoever says them) become few statements, the lower rank first.
   */
  gather<Row>(kind: RowsWrite<Row>, row: Row): void;
  /** Like `query`, for a statement that affects rows: how many. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** Runs once the transaction is committed; never when it is rolled back. */
  afterCommit(work: () => void): void;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Opens transactions. The only way to the database: it puts the organisation of the scope on each of them. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction of the current organisation (see `inOrganisation`). */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction(currentOrganisationId(), work);
  }

  /** Like `run`, for work that only asks: PostgreSQL refuses to write, and nobody waits for the end of the transaction. */
  async read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const organisationId = currentOrganisationId();
    const runner = this.dataSource.createQueryRunner();
    let end = async (): Promise<void> => undefined;
    try {
      const statements = await this.statementsOn(runner);
      end = () => statements.commit();
      begin(statements, organisationId, 'start transaction read only');
      return await work(transactionOn(statements, organisationId, []).tx);
    } finally {
      // Behind all that was asked, also by work that failed halfway. A connection that is lost by now says so to who uses it next.
      void end()
        .catch(() => undefined)
        .then(() => runner.release());
    }
  }

  /** Runs `work` in a transaction that sees all organisations. */
  system<T>(_reason: SystemScope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction(undefined, work);
  }

  /**
   * One statement outside any scope, for what a request asks before it is known whose it is. The fences show it no row,
   * except through a function of the database that opens them itself (see the migrations).
   */
  async unscoped<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return (await (await this.statementsOn(runner)).ask(sql, parameters, { keep: true })).rows as Row[];
    } finally {
      await runner.release();
    }
  }

  private async transaction<T>(organisationId: string | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const committed: (() => void)[] = [];
    let result: T;
    try {
      const statements = await this.statementsOn(runner);
      begin(statements, organisationId, 'start transaction');
      try {
        const { tx, flush } = transactionOn(statements, organisationId, committed);
        result = await work(tx);
        flush();
        await statements.commit();
      } catch (error) {
        await statements.rollback().catch(() => undefined); // The first error tells more.
        throw error;
      }
    } finally {
      await runner.release();
    }
    for (const after of committed) after();
    return result;
  }

  private async statementsOn(runner: QueryRunner): Promise<Statements> {
    const client = (await runner.connect().catch((error: unknown) => {
      noteUnreached(error);
      throw error;
    })) as pg.ClientBase;
    return new Statements(client, (sql, values) => this.dataSource.logger.logQuery(sql, values, runner));
  }
}

function transactionOn(
  statements: Statements,
  organisationId: string | undefined,
  committed: (() => void)[],
): { readonly tx: Tx; readonly flush: () => void } {
  const gathered = new GatheredRows();
  const flush = () => {
    for (const { sql, parameters } of gathered.take()) statements.write(sql, parameters);
  };
  const ask = (sql: string, parameters: readonly unknown[], options?: { keep: boolean }) => {
    flush();
    return statements.ask(sql, parameters, options);
  };
  const tx: Tx = {
    organisationId,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) => (await ask(sql, parameters)).rows as Row[],
    prepared: async <Row>(sql: string, parameters: readonly unknown[] = []) => (await ask(sql, parameters, { keep: true })).rows as Row[],
    write: (sql, parameters = []) => {
      flush();
      statements.write(sql, parameters);
    },
    writeAndTell: <Row>(sql: string, parameters: readonly unknown[] = []) => {
      flush();
      const rows = statements.tell(sql, parameters).then((result) => result.rows as Row[]);
      rows.catch(() => undefined); // What carries it fails with it, and is waited for.
      return rows;
    },
    gather: (kind, row) => gathered.add(kind, row),
    execute: async (sql, parameters = []) => (await ask(sql, parameters)).rowCount ?? 0,
    afterCommit: (work) => committed.push(work),
  };
  return { tx, flush };
}

function begin(statements: Statements, organisationId: string | undefined, start: Beginning): void {
  if (organisationId === undefined) {
    statements.begin(start, `select set_config('balie.system_scope', 'on', true)`, []);
  } else {
    if (!UUID.test(organisationId)) throw new Error(`Not an organisation id: ${organisationId}`);
    statements.begin(start, `select set_config('balie.organisation_id', $1, true)`, [organisationId]);
  }
}
