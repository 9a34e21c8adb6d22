import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Bare socket.io on a processor of its own, as the server has one. */
export async function startBare(): Promise<{ readonly url: string; stop(): void }> {
  const child = fork(path.join(import.meta.dirname, 'bare.process.ts'), { execArgv: process.execArgv });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, stop: () => child.disconnect() };
}
