import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** How many mails the sink has, and under how many Message-IDs. */
export interface Received {
  readonly count: number;
  readonly ids: number;
}

/** An SMTP server in a process of its own that takes everything. */
export async function startSink(): Promise<{ readonly port: number; received(): Promise<Received>; stop(): void }> {
  const child = fork(path.join(import.meta.dirname, 'sink.process.ts'), { execArgv: process.execArgv });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    received: async () => {
      child.send('count');
      const [received] = (await once(child, 'message')) as [Received];
      return received;
    },
    stop: () => child.disconnect(),
  };
}
