import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { currentOrganisationId, inOrganisation } from '../../platform/database/scope.ts';
import { WaitingCallers } from '../../platform/http/waiting-callers.ts';
import { type IncomingRaw, RawMessages } from './raw-messages.ts';

interface Waiting {
  readonly messages: readonly IncomingRaw[];
  /** As `performance.now` tells it. */
  readonly since: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** More in one transaction would make the first of them wait too long. */
const MOST = 200;
/** Where many call, each waits so long for company: a transaction costs more than what is in it. Who waited for the one before has waited. */
const GATHER_MS = 8;

/**
 * Stores what many calls bring in one transaction: while one is on its way to the disk, those that come are gathered for the
 * next. A call that comes alone waits for nobody; each is answered after the commit that holds it.
 */
@Injectable()
export class StoredTogether {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Set<string>();

  constructor(
    private readonly rawMessages: RawMessages,
    private readonly callers: WaitingCallers,
  ) {}

  /** Durable when it resolves. */
  store(channelAccountId: string, messages: readonly IncomingRaw[]): Promise<void> {
    const organisationId = currentOrganisationId();
    return new Promise((done, failed) => {
      const waiting = this.waiting.get(channelAccountId) ?? [];
      waiting.push({ messages, since: performance.now(), done, failed });
      this.callers.came();
      this.waiting.set(channelAccountId, waiting);
      if (this.running.has(channelAccountId)) return;
      this.running.add(channelAccountId);
      void inOrganisation(organisationId, () => this.drain(channelAccountId));
    });
  }

  private async drain(channelAccountId: string): Promise<void> {
    for (let last = 1; ; ) {
      const waiting = this.waiting.get(channelAccountId) ?? [];
      const waited = performance.now() - (waiting[0]?.since ?? performance.now());
      if (last > 1 && waited < GATHER_MS) await delay(GATHER_MS - waited);
      const batch = waiting.splice(0, MOST);
      if (batch.length === 0) break;
      last = batch.length;
      await this.storeAll(channelAccountId, batch);
      this.callers.answered(batch.length);
    }
    this.waiting.delete(channelAccountId);
    this.running.delete(channelAccountId);
  }

  private async storeAll(channelAccountId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await this.rawMessages.store(
        channelAccountId,
        batch.flatMap(({ messages }) => messages),
      );
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length === 1) return batch[0]?.failed(error);
      // One that cannot be stored holds up no other.
      for (const one of batch) await this.storeAll(channelAccountId, [one]);
    }
  }
}
