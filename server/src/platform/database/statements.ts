import { createHash } from 'node:crypto';
import type pg from 'pg';
import { QueryFailedError } from 'typeorm';
import { type Statement, StatementBatch } from './statement-batch.ts';

export type Beginning = 'start transaction' | 'start transaction read only';

/** A transaction's conversation with PostgreSQL over one connection; what can travel together does. */
export class Statements {
  /** Said, not sent. */
  private waiting: Statement[] = [];
  /** Somebody waits for an answer to what is not sent. */
  private asked = false;
  private underWay = false;
  /** Something was sent: there is a transaction to end. */
  private open = false;
  private beginning = 0;

  /** @param log called with each statement that is said */
  constructor(
    private readonly client: pg.ClientBase,
    private readonly log: (sql: string, values: unknown[]) => void,
  ) {}

  /** Begins the transaction; nothing is sent before something is asked. @param scope says whose rows it sees */
  begin(start: Beginning, scope: string, values: readonly unknown[]): void {
    this.log(`${start}; ${scope}`, [...values]);
    const first: [string, readonly unknown[]][] = [
      [start, []],
      [scope, values],
    ];
    if (plansAreOld(this.client)) first.unshift(['discard plans', []]);
    for (const [text, given] of first) {
      this.waiting.push({ text, values: given, name: statementName(text), done: () => undefined });
    }
    this.beginning = this.waiting.length;
  }

  /** Travels with what is asked next. When it fails, that fails. */
  write(sql: string, values: readonly unknown[]): void {
    this.say(sql, values, statementName(sql)).catch(() => undefined); // The question that carries it fails with it.
  }

  /** Like `write`, with the answer: it comes when something that was asked later has carried it along. @throws {QueryFailedError} */
  tell(sql: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    return this.say(sql, values, statementName(sql));
  }

  /** Sent at the end of this breath. @param options.keep prepared: see `Tx.prepared` @throws {QueryFailedError} */
  ask(sql: string, values: readonly unknown[], { keep = false } = {}): Promise<pg.QueryResult> {
    const answer = this.say(sql, values, keep ? statementName(sql) : undefined);
    if (!this.asked) {
      this.asked = true;
      queueMicrotask(() => this.send());
    }
    return answer;
  }

  /** @throws {QueryFailedError} also of what was written before */
  async commit(): Promise<void> {
    if (!this.open && this.waiting.length === this.beginning) return;
    const commit = this.say('commit', [], statementName('commit'));
    this.asked = true;
    this.send();
    // An error that somebody caught on the way has cost the transaction all the same.
    if ((await commit).command === 'ROLLBACK') throw new Error('The transaction was rolled back, for a statement in it had failed');
  }

  /** What was not sent is not done at all. */
  async rollback(): Promise<void> {
    const unsent = this.waiting;
    this.waiting = [];
    for (const { done } of unsent) done(new Error('The transaction was given up'));
    if (this.open) await this.client.query('rollback');
  }

  private say(sql: string, values: readonly unknown[], name: string | undefined): Promise<pg.QueryResult> {
    this.log(sql, values as unknown[]);
    return new Promise((resolve, reject) => {
      this.waiting.push({
        text: sql,
        values,
        name,
        done: (error, result) =>
          result ? resolve(result) : reject(new QueryFailedError(sql, [...values], error ?? new Error('No answer'))),
      });
    });
  }

  /** One message after the other: what is said while one is under way travels with the next. */
  private send(): void {
    if (!this.asked || this.underWay) return;
    const batch = new StatementBatch(this.waiting, () => {
      this.underWay = false;
      this.send();
    });
    this.waiting = [];
    this.asked = false;
    this.underWay = true;
    this.open = true;
    this.client.query(batch as unknown as pg.Submittable);
  }
}

const PLANS_LAST = 250;
const transactions = new WeakMap<pg.ClientBase, number>();

/**
 * A plan that was made while a table was empty reads all of it, also when it is full, until PostgreSQL's housekeeping
 * has looked at it: a minute, in which a mailbox comes in. To plan anew now and then costs next to nothing.
 */
function plansAreOld(client: pg.ClientBase): boolean {
  const count = (transactions.get(client) ?? 0) + 1;
  transactions.set(client, count);
  return count % PLANS_LAST === 0;
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
