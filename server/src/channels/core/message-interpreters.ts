import { Injectable } from '@nestjs/common';
import type { InboundMessage } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, DecidedRaw, ParsedRaw, RawMessage } from './channel-adapter.ts';

/**
 * A channel whose messages come in by another: a marketplace's by mail, say. It looks at what that channel's adapter read,
 * and makes of it a message of an account of its own, or says that it is none of its business.
 */
export interface MessageInterpreter {
  /** Runs ahead of the intake, like `parse`, and for every message: quick where nothing is set up. @returns undefined: it stays what it is */
  interpret(account: ChannelAccountForAdapter, raw: RawMessage, message: InboundMessage): Promise<DecidedRaw | undefined>;
}

/** Interpreters register themselves in `onModuleInit`; the first that has something to say is heard. */
@Injectable()
export class MessageInterpreters {
  private readonly interpreters: MessageInterpreter[] = [];

  register(interpreter: MessageInterpreter): void {
    this.interpreters.push(interpreter);
  }

  async apply(account: ChannelAccountForAdapter, raw: RawMessage, parsed: ParsedRaw): Promise<ParsedRaw> {
    if (parsed.outcome !== 'undecided') return this.interpret(account, raw, parsed);
    const { decide } = parsed;
    return { outcome: 'undecided', decide: async () => this.interpret(account, raw, await decide()) };
  }

  private async interpret(account: ChannelAccountForAdapter, raw: RawMessage, parsed: DecidedRaw): Promise<DecidedRaw> {
    if (parsed.outcome !== 'message') return parsed;
    for (const interpreter of this.interpreters) {
      const interpreted = await interpreter.interpret(account, raw, parsed.message);
      if (interpreted) return interpreted;
    }
    return parsed;
  }
}
