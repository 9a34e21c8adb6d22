import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { isDatabaseAway } from '../database/database-away.ts';

/** What the queue takes as "wait a moment, and again", for anything from some seconds to hours. */
const TRY_AGAIN = 'EHOSTUNREACH';
const UNREACHED = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN)$/;
const LOOK_MS = 10;
const PATIENCE_MS = 5_000;

/** How the queue writes that a job which had others waiting behind it has ended. */
const FREES_A_LINE = /_private_job_queues\b[^;]*\bset locked_by = null/;

/**
 * Connections for the queue. It notes the end of a job in the background, and tries again only after few errors; any
 * other ends the process. A database that goes down and comes back must not: its errors are given a name the queue knows.
 * @param onFreed called when a line of jobs has room for its next. The queue looks for that one before it has written down
 *   that the last has ended, finds none, and would look again at its next poll.
 */
export function patientPool(config: pg.PoolConfig, onFreed: () => void): pg.Pool {
  const pool = new pg.Pool(config);
  const connect = pool.connect.bind(pool);
  const connectPatiently = async () => {
    try {
      return patient(await connect(), onFreed);
    } catch (error) {
      throw named(error);
    }
  };
  // The pool itself asks with a callback.
  return Object.assign(pool, {
    connect: (callback?: Parameters<typeof connect>[0]) => (callback ? connect(callback) : connectPatiently()),
  });
}

/**
 * Waits until nobody uses a connection. The queue says that it has stopped while it still notes that its last jobs are
 * done: a pool that ends before leaves them locked, and the next process waits for them to be taken for lost.
 */
export async function atRest(pool: pg.Pool): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  do await delay(LOOK_MS);
  while ((pool.waitingCount > 0 || pool.idleCount < pool.totalCount) && performance.now() < until);
}

function patient(client: pg.PoolClient, onFreed: () => void): pg.PoolClient {
  return new Proxy(client, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== 'query') return value.bind(target);
      return (...given: unknown[]) => {
        const result: unknown = value.apply(target, given);
        if (!(result instanceof Promise)) return result;
        if (FREES_A_LINE.test(textOf(given[0]))) void result.then(onFreed, () => undefined);
        return result.catch((error: unknown) => {
          throw named(error);
        });
      };
    },
  });
}

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : ((query as { text?: string } | undefined)?.text ?? '');
}

function named(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  const isAway = isDatabaseAway(error) || (typeof code === 'string' && UNREACHED.test(code));
  return isAway ? Object.assign(error, { code: TRY_AGAIN }) : error;
}
