import type { ChannelCapabilities, ChannelKind } from '@balie/shared/contracts/channels.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type RulesOfChannels, SendingRules, type WrittenAnswer } from '../../modules/tickets/public.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** What the adapters say of what may leave, for whoever writes answers. */
@Injectable()
export class ChannelSendingRules implements RulesOfChannels, OnModuleInit {
  constructor(
    private readonly registry: ChannelRegistry,
    private readonly rules: SendingRules,
  ) {}

  onModuleInit(): void {
    this.rules.use(this);
  }

  capabilitiesOf(kind: ChannelKind): ChannelCapabilities {
    return this.registry.get(kind).capabilities;
  }

  whyNoMachine(kind: ChannelKind): string | undefined {
    return this.registry.get(kind).capabilities.automaticReplies?.reason;
  }

  async whyNot(tx: Tx, kind: ChannelKind, answer: WrittenAnswer): Promise<string | undefined> {
    return this.registry.get(kind).whyNot?.(tx, answer);
  }
}
