import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import type { ChannelAdapter } from './channel-adapter.ts';

/** All channels of this house, by kind. The core asks here and never learns a channel's name. */
@Injectable()
export class ChannelRegistry {
  private readonly adapters = new Map<ChannelKind, ChannelAdapter>();

  /** Call it in `onModuleInit`. */
  register(adapter: ChannelAdapter): void {
    if (this.adapters.has(adapter.kind)) throw new Error(`Two adapters for the channel ${adapter.kind}`);
    this.adapters.set(adapter.kind, adapter);
  }

  /** @throws {Error} for a kind that no adapter serves: the database knows a channel that this version does not */
  get(kind: ChannelKind): ChannelAdapter {
    const adapter = this.adapters.get(kind);
    if (!adapter) throw new Error(`No adapter for the channel ${kind}`);
    return adapter;
  }

  all(): readonly ChannelAdapter[] {
    return [...this.adapters.values()];
  }
}
