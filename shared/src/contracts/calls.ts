import { z } from 'zod';
import { id, instant } from './common.ts';

export const callDirection = z.enum(['inbound', 'outbound']);
export type CallDirection = z.infer<typeof callDirection>;
export const callState = z.enum(['ringing', 'talking', 'ended']);
/**
 * What became of a call that has ended. `abandoned`: the caller hung up within five seconds, so that nobody could have
 * answered; `missed`: any other incoming call without an answer; `not_reached`: an outgoing one without.
 */
export const callOutcome = z.enum(['answered', 'missed', 'abandoned', 'not_reached']);
export type CallOutcome = z.infer<typeof callOutcome>;
/** What an agent says afterwards came of it. */
export const callResult = z.enum(['resolved', 'call_back', 'passed_on', 'voicemail', 'wrong_number']);
export type CallResult = z.infer<typeof callResult>;

/** A call as it stands in a conversation. It grows while the call goes on. */
export const callFacts = z.object({
  id,
  direction: callDirection,
  state: callState,
  /** Null until it has ended. */
  outcome: callOutcome.nullable(),
  /** Of the customer, E.164; null when it is withheld. */
  number: z.string().nullable(),
  rangAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** How long it rang; null while it rings. */
  waitSeconds: z.number().int().nullable(),
  /** Null until it has ended; 0 when nobody spoke. */
  talkSeconds: z.number().int().nullable(),
  /** Who spoke for the shop, as far as the telephone exchange tells. */
  agent: z.object({ id: id.nullable(), name: z.string() }).nullable(),
  /** Who spoke last, when the call was passed on; absent in what was kept before that was known. */
  passedOnTo: z.object({ id: id.nullable(), name: z.string() }).nullish(),
  recordingUrl: z.string().nullable(),
  /** When somebody spoke to the caller after this missed call. */
  calledBackAt: instant.nullable(),
  wrapUp: z.object({ result: callResult.nullable(), reason: z.string(), note: z.string(), agentId: id.nullable() }).nullable(),
});
export type CallFacts = z.infer<typeof callFacts>;

/** Written after a call; replaces what was written before. */
export const wrapUpCallRequest = z.object({
  result: callResult.nullable(),
  /** Why the customer called, in a word or two. */
  reason: z.string().trim().max(100),
  note: z.string().trim().max(5_000),
});
export type WrapUpCallRequest = z.infer<typeof wrapUpCallRequest>;
