import type { CallFacts, WrapUpCallRequest } from '@balie/shared/contracts/calls.ts';
import { Injectable } from '@nestjs/common';
import { TicketCalls } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { factsOf, textOf } from './call-row.ts';
import { Calls } from './calls.ts';

/** Writes down what came of a call. */
@Injectable()
export class WrapUpCall {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calls: Calls,
    private readonly ticketCalls: TicketCalls,
  ) {}

  /** @throws {NotFound} */
  execute(callId: string, { result, reason, note }: WrapUpCallRequest, agentId: string): Promise<CallFacts> {
    return this.unitOfWork.run(async (tx) => {
      const before = await this.calls.find(tx, callId);
      if (!before) throw new NotFound('call');
      const isEmpty = result === null && reason === '' && note === '';
      const call = { ...before, wrap_up: isEmpty ? null : { result, reason, note, agentId } };
      await this.calls.set(tx, callId, { wrap_up: call.wrap_up });
      const facts = factsOf(call);
      if (call.message_id) {
        const news = { messageId: call.message_id, call: facts, text: textOf(call), agentId } as const;
        await this.ticketCalls.record(tx, { ...news, effect: 'none', foundBy: `${reason}\n${note}` });
      }
      return facts;
    });
  }
}
