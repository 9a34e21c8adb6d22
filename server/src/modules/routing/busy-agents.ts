import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

/** Who knows which colleagues are on a call. */
export interface CallsOfAgents {
  /** One question, however many they are. */
  busy(reader: Reader): Promise<readonly { readonly agentId: string; readonly since: Date }[]>;
}

/** Between the channels, of which some know who is speaking, and whoever wants to know. */
@Injectable()
export class BusyAgents {
  private calls: CallsOfAgents | undefined;

  use(calls: CallsOfAgents): void {
    this.calls = calls;
  }

  /** By colleague, since when. */
  async all(reader: Reader): Promise<ReadonlyMap<string, Date>> {
    return new Map(((await this.calls?.busy(reader)) ?? []).map(({ agentId, since }) => [agentId, since]));
  }
}
