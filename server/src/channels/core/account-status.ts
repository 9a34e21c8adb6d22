import type { ChannelAccountStatus } from '@balie/shared/contracts/channels.ts';

/** Receiving and sending fail by themselves: other servers, other passwords. */
export type Direction = 'receive' | 'send';

export interface Fault {
  /** Stable, snake_case; clients translate it. */
  readonly code: string;
  /** In plain words, in English. */
  readonly message: string;
  /** ISO 8601. */
  readonly at: string;
  /** Nothing is tried until a person acts. */
  readonly needsPerson: boolean;
}
export type Faults = { readonly [D in Direction]?: Fault | undefined };

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
