import type { ChannelCapabilities, ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactIdentity } from '../../modules/contacts/public.ts';
import { type RulesOfChannels, SendingRules, type WrittenAnswer } from '../../modules/tickets/public.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
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

  async knownAt(tx: Reader, identities: readonly ContactIdentity[]): Promise<Record<string, MailAddress[]>> {
    const found: Record<string, MailAddress[]> = {};
    for (const { knows, capabilities } of this.registry.all()) {
      const values = identities.filter(({ kind }) => capabilities.reaches?.includes(kind)).map(({ value }) => value);
      if (!knows || values.length === 0) continue;
      for (const { channelAccountId, address, name } of await knows(tx, values)) {
        found[channelAccountId] = [...(found[channelAccountId] ?? []), { address, name }];
      }
    }
    return found;
  }
}
