import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SendingRules } from '../../modules/tickets/public.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** What the channels can do, told to the tickets, which know no channel. */
@Injectable()
export class TellSendingRules implements OnApplicationBootstrap {
  constructor(
    private readonly registry: ChannelRegistry,
    private readonly rules: SendingRules,
  ) {}

  onApplicationBootstrap(): void {
    for (const { kind, capabilities } of this.registry.all()) this.rules.set(kind, capabilities);
  }
}
