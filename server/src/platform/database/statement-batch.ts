import pg from 'pg';

/** A statement on its way to PostgreSQL. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** What the connection remembers it by, taken apart and planned; undefined: it is forgotten at once. */
  readonly name: string | undefined;
  /** Called with the result, or with what went wrong. */
  readonly done: (error: Error | null, result?: pg.QueryResult) => void;
}

/** What of the driver's own query and connection is used here; its published types leave it out. */
interface DriverQuery {
  readonly name?: string;
  prepare(connection: DriverConnection): void;
  hasBeenParsed(connection: DriverConnection): boolean;
  handleRowDescription(message: object): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, connection: DriverConnection): void;
  handleError(error: Error, connection: DriverConnection): void;
  handleReadyForQuery(connection: DriverConnection): void;
}
interface DriverConnection {
  readonly submittedNamedStatements: Record<string, string>;
  close(statement: { type: 'S'; name: string }): void;
  describe(portal: object): void;
  sync(): void;
  _send(bytes: Buffer): void;
}

/** What rows a prepared statement gives, by its name; null: none. */
type Descriptions = Map<string, object | null>;

const descriptions = new WeakMap<DriverConnection, Descriptions>();

/**
 * PostgreSQL refuses a prepared statement whose rows would be others than before: they are described once for each
 * connection, instead of with every answer.
 */
function descriptionsOn(connection: DriverConnection): Descriptions {
  const known = descriptions.get(connection) ?? new Map<string, object | null>();
  descriptions.set(connection, known);
  return known;
}

const shared = new Map<string, object>();

/** All connections hear the same of a statement, and keep it together. */
function keptOnce(message: object): object {
  const key = JSON.stringify(message);
  const kept = shared.get(key) ?? message;
  shared.set(key, kept);
  return kept;
}

/**
 * Several statements as one message, with one answer: a round trip costs more than most of them. They are done in order;
 * after the first that fails none is done any more, and all that were not done fail with it.
 */
export class StatementBatch {
  private readonly queries: DriverQuery[];
  /** How many are done. */
  private done = 0;
  private failure: Error | undefined;
  private descriptions: Descriptions = new Map();

  /** @param ended called when all were told how they went */
  constructor(
    statements: readonly Statement[],
    private readonly ended: () => void,
  ) {
    this.queries = statements.map(({ text, values, name, done }) => {
      const query = new pg.Query({ text, values: values as unknown[], ...(name === undefined ? {} : { name }) }) as unknown as DriverQuery;
      return Object.assign(query, {
        callback: (error: Error | null, result?: pg.QueryResult) => {
          this.failure ??= error ?? undefined;
          done(error, result);
        },
      });
    });
  }

  /** Called by the driver, as all that follows. */
  submit(connection: DriverConnection): null {
    const bytes: Buffer[] = [];
    // One piece, for each costs the network as much as many bytes; and one end for all of them, instead of one for each.
    const whole: DriverConnection = Object.create(connection, { _send: { value: (part: Buffer) => bytes.push(part) } });
    const gathering: DriverConnection = Object.create(whole, { sync: { value: () => undefined } });
    const asBefore: DriverConnection = Object.create(gathering, { describe: { value: () => undefined } });
    this.descriptions = descriptionsOn(connection);
    for (const query of this.queries) {
      const isKnown = query.hasBeenParsed(connection);
      // After an error it is unknown whether the other side knows the name; to forget what is not known is no error.
      if (query.name && !isKnown) this.forget(query.name, gathering);
      const description = query.name && isKnown ? this.descriptions.get(query.name) : undefined;
      if (description) query.handleRowDescription(description);
      query.prepare(description === undefined ? gathering : asBefore);
      // A value that cannot be sent: what follows must not be done without it.
      if (this.failure) break;
    }
    whole.sync();
    connection._send(Buffer.concat(bytes));
    return null;
  }

  handleRowDescription(message: object): void {
    const query = this.queries[this.done];
    if (query?.name) this.descriptions.set(query.name, keptOnce(message));
    query?.handleRowDescription(message);
  }

  handleDataRow(message: object): void {
    this.queries[this.done]?.handleDataRow(message);
  }

  handleCommandComplete(message: object, connection: DriverConnection): void {
    const query = this.queries[this.done];
    if (query?.name && !this.descriptions.has(query.name)) this.descriptions.set(query.name, null);
    query?.handleCommandComplete(message, connection);
    this.done++;
  }

  handleEmptyQuery(): void {
    this.done++;
  }

  handleError(error: Error, connection: DriverConnection): void {
    for (const { name } of this.queries.slice(this.done)) if (name) delete connection.submittedNamedStatements[name];
    this.end(error, connection);
  }

  handleReadyForQuery(connection: DriverConnection): void {
    this.end(this.failure ?? new Error('PostgreSQL did not answer a statement'), connection);
  }

  private forget(name: string, connection: DriverConnection): void {
    this.descriptions.delete(name);
    connection.close({ type: 'S', name });
  }

  private end(failure: Error, connection: DriverConnection): void {
    for (const query of this.queries.slice(0, this.done)) query.handleReadyForQuery(connection);
    for (const query of this.queries.slice(this.done)) query.handleError(failure, connection);
    this.ended();
  }
}
