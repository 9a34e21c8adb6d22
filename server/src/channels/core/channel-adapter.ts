import type { IncomingHttpHeaders } from 'node:http';
import type { SendingLimit } from '@balie/shared/contracts/channel-limits.ts';
import type { ChannelCapabilities, ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type {
  DeliveryStatus,
  InboundMessage,
  LeftOutFile,
  OutgoingMessage,
  OutgoingReaction,
  ProviderTemplate,
  WrittenAnswer,
} from '../../modules/tickets/public.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import type { IncomingRaw } from './raw-messages.ts';

/** A connected account as its adapter sees it: settings in the adapter's own shape, secrets decrypted. */
export interface ChannelAccountForAdapter {
  readonly id: string;
  readonly organisationId: string;
  readonly shopId: string;
  /** What customers know the sender by, beside the name of the agent. */
  readonly shopName: string;
  readonly name: string;
  readonly address: string;
  readonly settings: unknown;
  readonly secrets: unknown;
}

/** What a provider is known to allow. */
export interface UsualLimits {
  readonly sending: SendingLimit;
  /** Of a message with its files, as they travel. */
  readonly maxMailBytes: number;
  /** More than the server itself says it takes, whatever the owner sets; null: it says nothing. */
  readonly serverMaxBytes: number | null;
  /** What becomes of a message that comes in and is too large: its text is taken, or its sender keeps it and is told. */
  readonly largeIncoming: 'partly' | 'refused';
}

export interface RawMessage {
  readonly id: string;
  readonly externalKey: string;
  readonly receivedAt: Date;
  readonly silent: boolean;
  readonly contents: Buffer;
  /** Files that were too large to be taken in. */
  readonly leftOut?: readonly LeftOutFile[];
}

/**
 * What parsing makes of a raw message: a message for a ticket; an event that changes what is here already (the next moment of
 * a call, say); or a stated reason why there is nothing to do (our own copy, say).
 */
export type ParsedRaw = DecidedRaw | UndecidedRaw;

/** What it is depends on what came before it: `decide` is asked when all of that is in tickets. It may throw as `parse` may. */
export interface UndecidedRaw {
  readonly outcome: 'undecided';
  readonly decide: () => Promise<DecidedRaw>;
}

export type DecidedRaw =
  | { readonly outcome: 'message'; readonly message: InboundMessage }
  /** `take` runs in the transaction that marks it done, in the order in which it came. @returns the message it is about */
  | { readonly outcome: 'event'; readonly take: (tx: Tx) => Promise<string | null> }
  /** How one of our own messages fares. */
  | { readonly outcome: 'status'; readonly channelAccountId: string; readonly status: DeliveryStatus }
  | { readonly outcome: 'ignored'; readonly reason: string };

/** A part of the message cannot be had at present (a file, say): parsed again after a while, and shown as failed meanwhile. */
export class ParseLater extends Error {}

export type SendResult =
  /** `warning`: it left, but not for everybody (some recipients were refused). `wantsCopy`: `keepCopies` is to be called for it. */
  | { readonly outcome: 'sent'; readonly externalId: string; readonly warning?: string; readonly wantsCopy?: boolean }
  /** `throttled`: the provider takes nothing from this account at present, whatever the message. */
  | { readonly outcome: 'retry'; readonly reason: string; readonly afterSeconds?: number; readonly throttled?: boolean }
  | { readonly outcome: 'rejected'; readonly reason: string };

/** A provider's call, as it came over the line. */
export interface HookCall {
  readonly headers: IncomingHttpHeaders;
  readonly query: Readonly<Record<string, string>>;
  /** The very bytes: signatures are made of them. */
  readonly body: Buffer;
  /** The address that the provider was given, with the query: some sign it, too. */
  readonly url: string;
}

/** What a provider reads in the answer; nothing, with most. */
export interface HookAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** What a channel makes of being called. */
export interface ChannelHook {
  /** Of one call; the server's own limit where it is absent. */
  readonly maxBytes?: number;
  /** Nobody is to hear of what is told while the account is paused: who calls is told that there is no such address. */
  readonly deafWhilePaused?: boolean;
  /** Said when everything is stored. */
  readonly answer?: (account: ChannelAccountForAdapter) => HookAnswer;
  /**
   * Checks who calls, in constant time, and takes the call apart: one raw message for each thing told, so that one that
   * cannot be understood holds up no other.
   * @throws {HookRefused} for a caller that is not the provider
   */
  receive(account: ChannelAccountForAdapter, call: HookCall): readonly IncomingRaw[];
  /** Answers the provider's question whether the address is ours. @throws {HookRefused} */
  readonly verify?: (account: ChannelAccountForAdapter, query: Readonly<Record<string, string>>) => string;
}

/** The approved texts of an account, or why they cannot be had. */
export type TemplateListing =
  | { readonly outcome: 'listed'; readonly templates: readonly ProviderTemplate[] }
  | { readonly outcome: 'retry' | 'rejected'; readonly reason: string };

/** Something the customer is shown of the desk. `externalId`: of the customer's newest message. */
export interface CustomerSignal {
  readonly what: 'read' | 'typing';
  readonly externalId: string;
}

/** Somebody who can be written to by this account, and by what name they go there. */
export type KnownPerson = MailAddress & { readonly channelAccountId: string };

/** What every channel is to the core. A channel is a folder that implements this and registers itself in `ChannelRegistry`. */
export abstract class ChannelAdapter {
  abstract readonly kind: ChannelKind;
  abstract readonly capabilities: ChannelCapabilities;
  /** What this very account can do, where that differs with its settings; otherwise `capabilities`. */
  readonly capabilitiesOf?: (settings: unknown) => ChannelCapabilities;
  /** By which other account this one's messages come and go; it works no better than that one. Absent: by none. */
  readonly carrierOf?: (settings: unknown) => string | undefined;
  /** What a raw message is when a person downloads it. */
  readonly rawFormat: { readonly contentType: string; readonly extension: string } = {
    contentType: 'application/octet-stream',
    extension: 'bin',
  };

  /** What this account may send, as far as is known of its provider; an owner may set something else. */
  abstract usualLimits(account: Pick<ChannelAccountForAdapter, 'address' | 'settings'>): UsualLimits;

  /** Called before messages are handed to `parse`: what takes its time to start is started, and no message is blamed for it. */
  readonly warmUp?: () => Promise<void>;

  /** Throws when the raw message cannot be understood; the message of the error is shown to people. */
  abstract parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw>;

  /**
   * The channel lets us choose the id of a message: what is sent twice is known to be the same. Where it does not, a message
   * is taken when it leaves and not before, for nobody knows of what was taken and not sent whether it was.
   */
  abstract readonly choosesIds: boolean;

  /** The id under which the message will be known outside, where the channel lets us choose it; null where it does not. */
  abstract externalIdFor(account: ChannelAccountForAdapter, message: OutgoingMessage): string | null;

  /**
   * Network failures are values, not exceptions: the delivery worker decides on retries.
   * @param signal aborts when the worker waits no longer; the adapter then stops sending, if it still can
   */
  abstract send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult>;

  /**
   * Puts messages that were sent into the account's own records. Never twice, whatever was done before.
   * @param kept to be called for each that is there now
   * @throws when the provider does not take them now; the words are shown when it never does
   */
  readonly keepCopies?: (
    account: ChannelAccountForAdapter,
    messages: readonly OutgoingMessage[],
    kept: (messageId: string) => Promise<void>,
  ) => Promise<void>;

  /** All approved texts; for a channel with the capability `templates`. */
  readonly listTemplates?: (account: ChannelAccountForAdapter) => Promise<TemplateListing>;

  /** Puts a sign to a customer's message, or takes it back; for a channel with the capability `reactions`. Idempotent. */
  readonly react?: (account: ChannelAccountForAdapter, reaction: OutgoingReaction) => Promise<SendResult>;

  /** For a channel with the capability `readMarks` or `typing`. May throw: it is a courtesy. */
  readonly signal?: (account: ChannelAccountForAdapter, signal: CustomerSignal) => Promise<void>;

  /** From which address its messages leave, where that is not the account's own; null: nothing can leave. */
  readonly sendsFrom?: (account: Pick<ChannelAccountForAdapter, 'address' | 'settings'>) => string | null;

  /** Why the provider would refuse an answer that somebody wrote, in words, before it is taken on; undefined: nothing is known against it. */
  readonly whyNot?: (tx: Tx, answer: WrittenAnswer) => Promise<string | undefined>;

  /** Which of these are known to accounts of this channel now, the likeliest first; for a channel with the capability `reachesKnown`. */
  readonly knows?: (tx: Reader, values: readonly string[]) => Promise<readonly KnownPerson[]>;

  /** What is done with the provider's calls; undefined for channels that nobody calls. */
  readonly hook?: ChannelHook;

  /**
   * Brings messages of one account in until the signal aborts; never rejects for a failing provider (it reports through
   * `AccountHealth` and goes on with backoff). It may end by itself when nothing can be done without a person: it is not
   * called again until the account's settings change or somebody asks for a retry. Runs in the scope of the account's
   * organisation, in one process at a time. Undefined for channels that are called (webhooks).
   */
  abstract readonly pull?: ((account: ChannelAccountForAdapter, signal: AbortSignal) => Promise<void>) | undefined;
}
