import type { CallDirection, CallFacts, CallOutcome } from '@balie/shared/contracts/calls.ts';
import { callText, callWord } from '@balie/shared/domain/call-words.ts';

/** A call as its row has it. */
export interface CallRow {
  readonly id: string;
  readonly channel_account_id: string;
  readonly shop_id: string;
  readonly provider_call_id: string;
  readonly direction: CallDirection;
  readonly number: string | null;
  readonly caller_name: string | null;
  readonly contact_id: string | null;
  readonly message_id: string | null;
  readonly rang_at: Date;
  readonly answered_at: Date | null;
  readonly ended_at: Date | null;
  readonly answered_elsewhere: boolean;
  readonly outcome: CallOutcome | null;
  readonly agent_id: string | null;
  readonly agent_name: string | null;
  readonly passed_on_id: string | null;
  readonly passed_on_name: string | null;
  readonly recording_url: string | null;
  readonly called_back_at: Date | null;
  readonly wrap_up: CallFacts['wrapUp'];
}

export const CALL_COLUMNS = `id, channel_account_id, shop_id, provider_call_id, direction, number, caller_name, contact_id, message_id,
  rang_at, answered_at, ended_at, answered_elsewhere, outcome, agent_id, agent_name, passed_on_id, passed_on_name, recording_url, called_back_at, wrap_up`;

/** Who hangs up sooner could not have been answered, and counts in no norm. */
const ABANDONED_MS = 5_000;

/** Null while it goes on. */
export function outcomeOf(
  call: Pick<CallRow, 'direction' | 'rang_at' | 'answered_at' | 'ended_at' | 'answered_elsewhere'>,
): CallOutcome | null {
  if (!call.ended_at) return null;
  if (call.answered_at || call.answered_elsewhere) return 'answered';
  if (call.direction === 'outbound') return 'not_reached';
  return call.ended_at.getTime() - call.rang_at.getTime() <= ABANDONED_MS ? 'abandoned' : 'missed';
}

export function factsOf(call: CallRow): CallFacts {
  const answered = call.answered_at ?? call.ended_at;
  return {
    id: call.id,
    direction: call.direction,
    state: call.ended_at ? 'ended' : call.answered_at ? 'talking' : 'ringing',
    outcome: outcomeOf(call),
    number: call.number,
    rangAt: call.rang_at.toISOString(),
    answeredAt: call.answered_at?.toISOString() ?? null,
    endedAt: call.ended_at?.toISOString() ?? null,
    waitSeconds: answered && secondsBetween(call.rang_at, answered),
    talkSeconds: call.ended_at && (call.answered_at ? secondsBetween(call.answered_at, call.ended_at) : 0),
    agent: call.agent_id || call.agent_name ? { id: call.agent_id, name: call.agent_name ?? '' } : null,
    passedOnTo: call.passed_on_name === null ? null : { id: call.passed_on_id, name: call.passed_on_name },
    recordingUrl: call.recording_url,
    calledBackAt: call.called_back_at?.toISOString() ?? null,
    wrapUp: call.wrap_up,
  };
}

/** The call in plain words, for search and for lists; its number stands in the subject. */
export function textOf(call: CallRow): string {
  const details = [call.wrap_up?.reason ?? '', call.wrap_up?.note ?? ''];
  return callText(callWord(factsOf(call)), details.filter(Boolean));
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
}
