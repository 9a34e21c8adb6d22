import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { currentOrganisationId } from './scope.ts';

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
  /** Start and stop the pullers of all connected accounts. */
  | 'channel-supervision'
  /** Find the account that a forwarded mail is addressed to. */
  | 'mail-reception'
  /** Find the file that a customer's link leads to. */
  | 'file-links'
  /** Find jobs that a crash left undone, due snoozes, expired rows. */
  | 'housekeeping';

/** One open transaction, for questions. Questions asked at the same time travel together and are answered in their order. */
export interface Reader {
  /** Of the scope the transaction was opened in; undefined in a system scope. */
  readonly organisationId: string | undefined;
  /** Parameterised SQL; rows as the driver gives them. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * Like `query`, for what consoles ask all day: PostgreSQL takes the statement apart and plans it once per connection,
   * which is more than half of the work of a small question. The text must come from a small set, and the plan must suit
   * any parameters. Not twice the same text at the same time.
   */
  prepared<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** One open transaction. */
export interface Tx extends Reader {
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
    let end = async (): Promise<unknown> => undefined;
    try {
      const client = await connectionOf(runner);
      end = () => client.query('commit');
      return await after(begin(client, organisationId, 'read only'), work(this.transactionOn(runner, organisationId, [])));
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
      return await this.transactionOn(runner, undefined, []).prepared<Row>(sql, parameters);
    } finally {
      await runner.release();
    }
  }

  private async transaction<T>(organisationId: string | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const committed: (() => void)[] = [];
    let result: T;
    try {
      const client = await connectionOf(runner);
      result = await after(begin(client, organisationId, 'read write'), work(this.transactionOn(runner, organisationId, committed)));
      await runner.query('commit');
    } catch (error) {
      await runner.query('rollback').catch(() => undefined); // The first error tells more.
      throw error;
    } finally {
      await runner.release();
    }
    for (const hear of committed) hear();
    return result;
  }

  private transactionOn(runner: QueryRunner, organisationId: string | undefined, committed: (() => void)[]): Tx {
    return {
      organisationId,
      query: async <Row>(sql: string, parameters: readonly unknown[] = []) => {
        const result = await runner.query(sql, [...parameters], true);
        return result.records as Row[];
      },
      prepared: async <Row>(sql: string, parameters: readonly unknown[] = []) => {
        const client = await connectionOf(runner);
        this.dataSource.logger.logQuery(sql, [...parameters], runner);
        const result = await client.query({ name: statementName(sql), text: sql, values: [...parameters] });
        return result.rows as Row[];
      },
      execute: async (sql, parameters = []) => (await runner.query(sql, [...parameters], true)).affected ?? 0,
      afterCommit: (work) => committed.push(work),
    };
  }
}

const connectionOf = async (runner: QueryRunner): Promise<pg.ClientBase> => runner.connect();

/**
 * Sent, and not waited for: what is asked next follows on its heels, and a round trip is a good part of what a small
 * question costs. Without the scope that it sets the fence lets nothing through, in or out.
 */
function begin(client: pg.ClientBase, organisationId: string | undefined, mode: 'read only' | 'read write'): Promise<unknown> {
  return client.query(`start transaction ${mode}; ${scopeStatement(organisationId)}`);
}

/** The outcome of `work`, or why it could not begin. */
async function after<T>(begun: Promise<unknown>, work: Promise<T>): Promise<T> {
  const [start, outcome] = await Promise.allSettled([begun, work]);
  if (start.status === 'rejected') throw start.reason;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

function scopeStatement(organisationId: string | undefined): string {
  if (organisationId === undefined) return `set local balie.system_scope = 'on'`;
  if (!UUID.test(organisationId)) throw new Error(`Not an organisation id: ${organisationId}`);
  return `set local balie.organisation_id = '${organisationId}'`;
}

const names = new Map<string, string>();

/** The same name for the same text, in every process: what a connection knows a prepared statement by. */
function statementName(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 24);
    names.set(sql, name);
  }
  return name;
}
