import type { ChannelCapabilities, ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { reason } from '@balie/shared/domain/reasons.ts';
import { isRelayAddress } from '@balie/shared/domain/relay-addresses.ts';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import type { ContactIdentity } from '../contacts/public.ts';
import { SendingRefused } from './ticket.errors.ts';

/** What somebody wrote, before it is taken on. */
export interface WrittenAnswer {
  readonly channelAccountId: string;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  /** Sanitised. */
  readonly html: string;
  readonly files: readonly { readonly name: string; readonly contentType: string; readonly sizeBytes: number }[];
}

/** What the channels know of what may be sent; told by whoever knows the channels. */
export interface RulesOfChannels {
  capabilitiesOf(kind: ChannelKind): ChannelCapabilities;
  /** Why machines may not answer there, in words; undefined: they may. */
  whyNoMachine(kind: ChannelKind): string | undefined;
  /** Why the provider would refuse it, in words; undefined: nothing is known against it. */
  whyNot(tx: Tx, kind: ChannelKind, answer: WrittenAnswer): Promise<string | undefined>;
  /** By account: as whom this customer is known there now. */
  knownAt(tx: Reader, identities: readonly ContactIdentity[]): Promise<Readonly<Record<string, MailAddress[]>>>;
}

export type MayAnswer = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** The one place to ask what may leave: whatever a machine writes asks here first, and every answer of a person is checked here. */
@Injectable()
export class SendingRules {
  private rules: RulesOfChannels | undefined;

  use(rules: RulesOfChannels): void {
    this.rules = rules;
  }

  /** What this kind of channel allows, as it tells itself. */
  of(kind: ChannelKind): Partial<ChannelCapabilities> {
    return this.rules?.capabilitiesOf(kind) ?? {};
  }

  /**
   * May something that no person writes now be sent over this channel: an automatic answer, a survey, what a rule or a
   * macro without contents of its own sends? Whoever gets "no" sends nothing, and tells the reason where a person looks.
   * @param to whom it would go to, where that is known
   */
  mayAnswerAutomatically({ kind, to }: { readonly kind: ChannelKind; readonly to?: string | undefined }): MayAnswer {
    const why = this.rules?.whyNoMachine(kind);
    if (why !== undefined) return { allowed: false, reason: why };
    // By whatever channel: it is the marketplace that gets it.
    return to !== undefined && isRelayAddress(to) ? { allowed: false, reason: reason('relay-no-automatic') } : { allowed: true };
  }

  /** Where a customer can be reached who is reached only where they are known. */
  async knownAt(tx: Reader, identities: readonly ContactIdentity[]): Promise<Readonly<Record<string, MailAddress[]>>> {
    return this.rules?.knownAt(tx, identities) ?? {};
  }

  /** @throws {SendingRefused} for an answer that the provider would refuse */
  async check(tx: Tx, kind: ChannelKind, answer: WrittenAnswer): Promise<void> {
    const why = await this.rules?.whyNot(tx, kind, answer);
    if (why !== undefined) throw new SendingRefused(why);
  }
}
