import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';

/** Work for all organisations that nobody asks for, done again and again by the processes that run jobs; never twice at once in one of them. */
export abstract class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** From one time to the next. */
  protected abstract readonly everyMs: number;
  /** What is logged when it fails. It is done again when its time comes. */
  protected abstract readonly trouble: string;
  protected readonly atStart: boolean = false;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly log: Logger,
  ) {}

  /** Idempotent. May fail. */
  abstract sweep(): Promise<void>;

  onApplicationBootstrap(): void {
    if (this.config.role === 'web') return;
    this.timer = setInterval(() => void this.look(), this.everyMs).unref();
    if (this.atStart) void this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Never rejects. */
  look(): Promise<void> {
    this.running ??= this.sweep()
      .catch((error: unknown) => this.log.warn({ err: error }, this.trouble))
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }
}
