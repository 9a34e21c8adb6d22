import { Injectable } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { Config } from '../config/config.ts';

/** Structured logs on standard output. Secrets and message contents are never given to it; what slips in is struck out. */
@Injectable()
export class Log {
  readonly root: Logger;

  constructor(config: Config) {
    this.root = pino({
      level: config.logLevel,
      redact: {
        paths: ['password', '*.password', '*.secrets', 'secrets', 'req.headers.cookie', 'req.headers.authorization'],
        censor: '[struck out]',
      },
    });
  }

  named(name: string): Logger {
    return this.root.child({ part: name });
  }
}
