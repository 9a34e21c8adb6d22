import { fork } from 'node:child_process';
import path from 'node:path';

export interface Load {
  readonly url: string;
  readonly appSecret: string;
  /** Calls a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly customers: number;
  /** Before it counts, on the same connections: who has just been started is slow, and so is who has just been reached. */
  readonly warmUp: { readonly rate: number; readonly seconds: number };
}

/** Durations in milliseconds, from when a call was due until its answer was there. */
export interface Called {
  readonly answered: number;
  /** Answered before it counted. */
  readonly warmed: number;
  /** From the first call that counted until the last answer. */
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/** Calls from a process of its own; resolves when the last answer is there. */
export function startCaller(load: Load): Promise<Called> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'caller.process.ts'), { execArgv: process.execArgv });
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`The caller ended with ${code}`)));
    child.once('message', (called) => resolve(called as Called));
    child.send(load);
  });
}
