import { io, type Socket } from 'socket.io-client';

export interface Place {
  readonly id: string;
  readonly visitor: Socket;
}
/** Visitors and the agents who look at them, on one server. */
export interface Crowd {
  readonly places: readonly Place[];
  readonly agents: readonly Socket[];
  close(): void;
}

/** In small groups: a server is not to be judged by a thousand who come in the same moment. */
export async function inGroups<In, Out>(items: readonly In[], work: (item: In, index: number) => Promise<Out>, size = 20): Promise<Out[]> {
  const done: Out[] = [];
  for (let at = 0; at < items.length; at += size) {
    done.push(...(await Promise.all(items.slice(at, at + size).map((item, index) => work(item, at + index)))));
  }
  return done;
}

export async function connected(url: string, options: Parameters<typeof io>[1]): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/**
 * Each of so many visitors types so often, as fast as the server acknowledges; each time all agents in their room hear it.
 * @returns what was heard a second
 */
export async function fanOut({ places, agents }: Crowd, times: number, listeners: number): Promise<number> {
  const expected = places.length * times * listeners;
  let heard = 0;
  const all = new Promise<void>((resolve) => {
    for (const agent of agents) {
      agent.on('visitor.typing', () => {
        heard++;
        if (heard === expected) resolve();
      });
    }
  });
  const start = performance.now();
  for (let time = 0; time < times; time++) {
    await Promise.all(places.map(({ visitor }) => visitor.emitWithAck('typing', { typing: time % 2 === 0 })));
  }
  await Promise.race([all, new Promise((_resolve, reject) => setTimeout(() => reject(new Error(`Only ${heard} of ${expected}`)), 60_000))]);
  const seconds = (performance.now() - start) / 1000;
  for (const agent of agents) agent.off('visitor.typing');
  return heard / seconds;
}
