import type { ChannelAccountStatus } from '@balie/shared/contracts/channels.ts';

/** Receiving and sending fail by themselves: other servers, other passwords. */
export type Direction = 'receive' | 'send';

export interface Fault {
  /** Stable, snake_case; clients translate it. */
  readonly code: string;
  /** In plain words, in English. */
  readonly message: string;
  /** ISO 8601; when it was reported last. */
  readonly at: string;
  /** ISO 8601; since when nothing has worked in this direction. */
  readonly since: string;
  /** Nothing is tried until a person acts. */
  readonly needsPerson: boolean;
}
export type Faults = { readonly [D in Direction]?: Fault | undefined };

/** What mends itself does so sooner: a certificate that expired or a server that moved does not. */
const LASTING_MS = 3_600_000;

/** A fault that was just reported again is one that somebody must hear of. */
export function isLasting({ at, since }: Fault): boolean {
  return Date.parse(at) - Date.parse(since) >= LASTING_MS;
}

/** The fault to show: one that needs a person before one that passes by itself. */
export function worstOf({ receive, send }: Faults): Fault | undefined {
  if (receive && send) return send.needsPerson && !receive.needsPerson ? send : receive;
  return receive ?? send;
}

/** The status of an account after a report of one direction. */
export function statusWith(before: ChannelAccountStatus, faults: Faults, reported: Direction): ChannelAccountStatus {
  if (before === 'paused') return before;
  const worst = worstOf(faults);
  if (worst) return worst.needsPerson ? 'needs_attention' : 'retrying';
  // That mail can be sent says nothing about whether it comes in.
  return before === 'connecting' && reported === 'send' ? before : 'connected';
}
