import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { FileScanner, type OutgoingMessage } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { ChannelSecretsUnreadable } from './channel-account.errors.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import type { SendResult } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** How long a message waits for the virus scanner. */
const SCAN_SECONDS = 60;

/** `waiting`: nothing was tried, and nothing is wrong with the message. */
export type AttemptResult = SendResult | { readonly outcome: 'waiting'; readonly reason: string };

/** An account whose messages are being sent. */
export interface OpenAccount {
  /** Nothing leaves at present. */
  readonly isHeld: boolean;
  /** Messages may be taken before they leave: one that is sent twice is known to be the same. */
  readonly takesAhead: boolean;
  externalIdFor(message: OutgoingMessage): string | null;
  /** Never throws for what a provider does. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<AttemptResult>;
}

/** Opens accounts for sending through their adapters. */
@Injectable()
export class DeliveryAttempt {
  private readonly log: Logger;

  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly scanner: FileScanner,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.named('delivery');
  }

  /** How messages of this account leave at present; good for a moment. */
  async open(channelAccountId: string): Promise<OpenAccount> {
    const waitsFor = await this.holdOf(channelAccountId);
    if (waitsFor) return closed({ outcome: 'waiting', reason: waitsFor });
    const account = await this.accounts.forAdapter(channelAccountId).catch((error: unknown) => {
      if (error instanceof ChannelSecretsUnreadable) return error;
      throw error;
    });
    if (account instanceof ChannelSecretsUnreadable) return closed({ outcome: 'waiting', reason: account.message });
    if (!account) return closed({ outcome: 'rejected', reason: reason('channel-removed') });
    const adapter = this.registry.get(account.kind);
    return {
      isHeld: false,
      takesAhead: adapter.choosesIds,
      externalIdFor: (message) => adapter.externalIdFor(account, message),
      send: async (message, signal) => {
        try {
          // The last fence: whatever a machine wrote has been asked about before.
          const forbidden = message.automatic && adapter.capabilities.automaticReplies;
          if (forbidden) return { outcome: 'rejected', reason: forbidden.reason };
          return (
            this.tooLate(adapter.capabilities, message) ??
            (await this.infectedOf(message)) ??
            (await adapter.send(account, message, signal))
          );
        } catch (error) {
          // Adapters answer with values; this is a fault of ours. The message must not be lost by it, nor be silent.
          this.log.error({ err: error, messageId: message.id, kind: account.kind }, 'An adapter threw while sending');
          return { outcome: 'retry', reason: reason('our-fault') };
        }
      },
    };
  }

  /** It waited until no free answer is taken any more: better said here than lost there. */
  private tooLate({ replyWindowHours }: ChannelCapabilities, message: OutgoingMessage): SendResult | undefined {
    const { template, heardAt, uncertain } = message;
    if (replyWindowHours === undefined || template || heardAt === undefined || uncertain) return undefined;
    const until = (heardAt?.getTime() ?? 0) + replyWindowHours * 3_600_000;
    return until <= this.clock.now().getTime()
      ? { outcome: 'rejected', reason: reason('window-closed', { hours: replyWindowHours }) }
      : undefined;
  }

  /** Nothing leaves that the virus scanner has not passed. */
  private async infectedOf({ attachments }: OutgoingMessage): Promise<SendResult | undefined> {
    for (const { fileId, storageKey, name, scan = null, virus = null } of attachments) {
      if (fileId === undefined) continue;
      const known = await this.scanner.stateOf({ id: fileId, storageKey, scan, virus });
      if (known.scan === 'infected') return { outcome: 'rejected', reason: reason('virus-found', { virus: known.virus ?? '', name }) };
      if (known.scan === 'unscannable') return { outcome: 'rejected', reason: reason('file-unscannable', { name }) };
      if (known.scan === 'waiting') return { outcome: 'retry', reason: reason('file-not-scanned', { name }), afterSeconds: SCAN_SECONDS };
    }
    return undefined;
  }

  /** Why nothing may be tried at present. A mailbox that cannot be read may well send, so its own fault counts alone. */
  private async holdOf(channelAccountId: string): Promise<string | undefined> {
    const [row] = await this.unitOfWork.read((tx) =>
      tx.query<{ paused: boolean; fault: string | null }>(
        `select status = 'paused' as paused, case when (faults->'send'->>'needsPerson')::boolean then faults->'send'->>'message' end as fault
           from channel_accounts where organisation_id = $1 and id = $2 and removed_at is null`,
        [tx.organisationId, channelAccountId],
      ),
    );
    if (row?.paused) return reason('channel-paused');
    if (row?.fault) return reason('channel-broken', { reason: row.fault });
    return undefined;
  }
}

function closed(result: AttemptResult): OpenAccount {
  return {
    isHeld: result.outcome === 'waiting',
    takesAhead: false,
    externalIdFor: ({ externalId }) => externalId,
    send: () => Promise.resolve(result),
  };
}
