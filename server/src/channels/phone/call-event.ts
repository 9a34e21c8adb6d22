import type { CallDirection } from '@balie/shared/contracts/calls.ts';
import type { HookAnswer } from '../core/channel-adapter.ts';

/** One moment of a call, whoever told of it. Moments come twice and in any order. */
export interface CallEvent {
  /** The provider's own id of the call, the same in all its moments. */
  readonly callId: string;
  /** Id of a call that goes on in this one since it was passed on: whatever is told of this one belongs to that. */
  readonly continues: string | null;
  readonly moment: 'ringing' | 'answered' | 'ended';
  readonly at: Date;
  readonly direction: CallDirection;
  /** The customer's, as the provider writes it; null when it is withheld. */
  readonly number: string | null;
  readonly callerName: string | null;
  /** Who speaks for the shop. */
  readonly agent: { readonly email: string | null; readonly name: string | null } | null;
  readonly endReason: string | null;
  /** It was answered, and no moment tells when: by another device or branch. */
  readonly answeredElsewhere: boolean;
  /** Known at the end of calls of which no other moment says that somebody spoke. */
  readonly answeredAt: Date | null;
  readonly recordingUrl: string | null;
}

export const NOTHING_KNOWN = {
  continues: null,
  callerName: null,
  agent: null,
  endReason: null,
  answeredElsewhere: false,
  answeredAt: null,
  recordingUrl: null,
} as const;

/** What a provider sent, as it came. */
export interface HookRequest {
  /** Raw bytes. */
  readonly body: Buffer;
  /** The address that the provider was given, with what it put behind the question mark. */
  readonly url: string;
  header(name: string): string | undefined;
}

/** How one provider tells of calls. */
export interface CallSource {
  /** Undefined for providers that sign nothing: the secret address alone protects it. */
  readonly isSigned?: (request: HookRequest, secret: string) => boolean;
  /** What the provider reads when it was stored. */
  readonly answer: HookAnswer;
  /**
   * Undefined: nothing that matters here (a second device that rings, say).
   * @throws {UnreadableCall}
   */
  readonly read: (body: string, receivedAt: Date) => CallEvent | undefined;
}

/** What came is no message of this provider; the words are shown among the failed messages. */
export class UnreadableCall extends Error {}
