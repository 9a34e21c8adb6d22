import os from 'node:os';
import path from 'node:path';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { Piscina } from 'piscina';
import { Log } from '../../platform/logging/log.ts';
import type { WorkerAnswer, WorkerTask } from './mail-parser.worker.ts';
import { type ParsedMail, UnreadableMail } from './parsed-mail.ts';
import { Slots } from './slots.ts';

/** One core stays free for everything else. */
const THREADS = Math.max(1, Math.min(4, os.availableParallelism() - 1));
const IDLE_MS = 60_000;
/** Ordinary mail takes milliseconds; what takes this long was made to. */
export const PARSE_TIMEOUT_MS = 20_000;
const MEMORY_MB = 512;
/** What is thrown away at once: of one mail, next to nothing. Left to itself, each thread keeps six times as much. */
const YOUNG_MB = 16;
/** Beside this file, with its extension: `.ts` as written, `.js` as compiled. */
const WORKER = path.join(import.meta.dirname, `mail-parser.worker${path.extname(import.meta.filename)}`);

/** Reads mail in threads of their own, with limits on time and memory: no mail can hold up or bring down the server. */
@Injectable()
export class MailParser implements OnApplicationShutdown {
  private readonly log: Logger;
  private readonly slots = new Slots(THREADS);
  private pool: Piscina<WorkerTask, WorkerAnswer> | undefined;

  constructor(log: Log) {
    this.log = log.named('mail-parser');
  }

  /**
   * A mail that takes too long or too much memory is read as far as its head, and stands there whole as a file.
   * @throws {UnreadableMail}
   */
  async parse(raw: Uint8Array, timeoutMs = PARSE_TIMEOUT_MS): Promise<ParsedMail> {
    // The time limit starts when a thread is free, not while others are at work.
    return this.slots.run(async () => {
      try {
        return await this.read({ raw, headOnly: false }, timeoutMs);
      } catch (error) {
        if (!(error instanceof LimitReached)) throw error;
        this.log.warn({ reason: error.message, sizeBytes: raw.byteLength }, 'A mail is read as far as its head');
        return await this.read({ raw, headOnly: true }, PARSE_TIMEOUT_MS);
      }
    });
  }

  /** Has a thread at hand. To start one may take a second, in which no mail is at fault for anything. */
  async warmUp(): Promise<void> {
    if (this.pool && this.pool.threads.length > 0) return;
    await this.threads().run({ raw: new Uint8Array(), headOnly: true });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.destroy();
  }

  private async read(task: WorkerTask, timeoutMs: number): Promise<ParsedMail> {
    const late = AbortSignal.timeout(timeoutMs);
    const answer = await this.threads()
      .run(task, { signal: late })
      .catch((error: unknown) => {
        throw limitOf(error, late.aborted, timeoutMs);
      });
    if ('unreadable' in answer) throw new UnreadableMail(answer.unreadable);
    return answer.mail;
  }

  private threads(): Piscina<WorkerTask, WorkerAnswer> {
    if (this.pool) return this.pool;
    this.pool = new Piscina<WorkerTask, WorkerAnswer>({
      filename: WORKER,
      minThreads: 0,
      maxThreads: THREADS,
      idleTimeout: IDLE_MS,
      concurrentTasksPerWorker: 1,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
      // Nothing of the server's environment: it holds secrets, and a thread that reads strangers' mail needs none of it.
      env: {},
      execArgv: [],
    });
    // A thread that dies rejects its task; the pool replaces it.
    this.pool.on('error', (error: unknown) => this.log.warn({ err: error }, 'A parser thread ended'));
    return this.pool;
  }
}

class LimitReached extends UnreadableMail {}

/** A pool that is closed, because the server ends, aborts its tasks too: no mail is to blame for that. */
function limitOf(error: unknown, isLate: boolean, timeoutMs: number): unknown {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'AbortError' && isLate) return new LimitReached(reason('reading-too-slow', { seconds: timeoutMs / 1000 }));
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new LimitReached(reason('reading-too-large', { megabytes: MEMORY_MB }));
  return error;
}
