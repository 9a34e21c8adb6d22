import type { ChannelCapabilities, ChannelKind } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';

type Rules = Pick<ChannelCapabilities, 'replyWindowHours' | 'templates' | 'reactions' | 'quotes' | 'reachedBy' | 'subject'>;

/** What each kind of channel allows, as the channels themselves tell it at start: what is sent is held to it. */
@Injectable()
export class SendingRules {
  private readonly rules = new Map<ChannelKind, Rules>();

  set(kind: ChannelKind, rules: Rules): void {
    this.rules.set(kind, rules);
  }

  of(kind: ChannelKind): Partial<Rules> {
    return this.rules.get(kind) ?? {};
  }
}
