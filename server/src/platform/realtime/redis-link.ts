import type { Logger } from 'pino';
import type { Server } from 'socket.io';

/** Soon enough that nobody waits, seldom enough for a Redis that is gone all night. */
const RECONNECT_MS = 500;
/** By then every connection of every process has found Redis again: each tries on its own. */
const ALL_BACK_MS = 2 * RECONNECT_MS;

/** The way to the other server processes. */
export interface Link {
  /** What is sent while it is down reaches nobody, now or later. */
  readonly isUp: boolean;
  close(): Promise<void>;
}

/**
 * Carries what `server` sends to the sockets of other processes, through Redis. Without Redis each process serves its
 * own sockets as ever; when Redis is back it calls `onBack`, for what was sent meanwhile is lost.
 */
export async function linkThroughRedis(server: Server, url: string, log: Logger, onBack: () => void): Promise<Link> {
  // Loaded only here: it is a third of all code, and most shops run one process.
  const [{ createClient }, { createAdapter }] = await Promise.all([import('redis'), import('@socket.io/redis-streams-adapter')]);
  // RESP 2: what the adapter reads of a stream comes in another shape since.
  const redis = createClient({ url, RESP: 2, socket: { reconnectStrategy: RECONNECT_MS } });
  let lost = false;
  let telling: NodeJS.Timeout | undefined;
  redis.on('error', (error: unknown) => {
    clearTimeout(telling);
    if (!lost) log.error({ err: error }, 'Redis cannot be reached: live updates reach only who is connected to this process');
    lost = true;
  });
  redis.on('ready', () => {
    if (!lost) return;
    lost = false;
    log.warn('Redis is back: live updates reach everybody again');
    telling = setTimeout(onBack, ALL_BACK_MS).unref();
  });
  // The adapter does not wait for it: that it did not arrive is told above.
  const publish = redis.publish.bind(redis);
  Object.defineProperty(redis, 'publish', {
    value: (channel: string, message: Buffer) => publish(channel, message).catch(() => 0),
  });
  await untilTried(redis);
  server.adapter(createAdapter(redis));
  return {
    get isUp() {
      return redis.isReady;
    },
    close: async () => {
      clearTimeout(telling);
      redis.destroy();
    },
  };
}

/** A Redis that is away is no reason not to start. */
async function untilTried(redis: { connect(): Promise<unknown>; once(event: 'error', hear: () => void): unknown }): Promise<void> {
  const failed = new Promise<void>((resolve) => redis.once('error', resolve));
  await Promise.race([redis.connect().catch(() => undefined), failed]);
}
