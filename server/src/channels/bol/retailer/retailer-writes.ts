import type { OrderActionFault } from '@balie/shared/contracts/orders.ts';
import { Injectable } from '@nestjs/common';
import type { ConnectedSource, ProviderTask, TaskOutcome } from '../../../modules/orders/public.ts';
import { accessOf } from './retailer-account.ts';
import { RetailerApi, type RetailerCall } from './retailer-api.ts';
import { RetailerBusy, RetailerRefused, RetailerUnreachable } from './retailer-errors.ts';
import { RetailerReads } from './retailer-reads.ts';
import { type ProcessStatus, processStatus, processStatuses } from './retailer-shapes.ts';
import { HANDLING_RESULTS } from './retailer-words.ts';

const TIMED_OUT: OrderActionFault = { code: 'timed_out', words: '' };
const LATER_SECONDS = 20;
const LOOK_MS = 30_000;
/** bol's clock is not ours. */
const CLOCKS_MS = 5_000;

/** What is asked of bol: it takes it, and tells later whether it did it. */
@Injectable()
export class RetailerWrites {
  constructor(
    private readonly api: RetailerApi,
    private readonly reads: RetailerReads,
  ) {}

  async start(source: ConnectedSource, task: ProviderTask): Promise<TaskOutcome> {
    try {
      return outcomeOf(await this.api.call(accessOf(source), requestFor(task)));
    } catch (error) {
      return failureOf(error);
    }
  }

  /** bol knows what it was asked for by whom it concerns; and what was done shows. */
  async find(source: ConnectedSource, task: ProviderTask, since: Date): Promise<TaskOutcome | null> {
    try {
      const found = await this.api.call(accessOf(source), { ...lookUpFor(task), schema: processStatuses });
      const asked = found.processStatuses
        .filter(({ createTimestamp }) => createTimestamp.getTime() >= since.getTime() - CLOCKS_MS)
        .toSorted((a, b) => b.createTimestamp.getTime() - a.createTimestamp.getTime());
      const [newest] = asked;
      if (newest) return outcomeOf(newest);
      return (await this.isDone(source, task, since)) ? { outcome: 'done' } : null;
    } catch (error) {
      // Nobody can tell: nothing is asked for a second time on a guess.
      return later(error, true);
    }
  }

  async check(source: ConnectedSource, task: ProviderTask, ref: string): Promise<TaskOutcome> {
    try {
      const path = `/shared/process-status/${encodeURIComponent(ref)}`;
      const status = await this.api.find(accessOf(source), { endPoint: 'GET process-status/{id}', path, schema: processStatus });
      if (status && status.status !== 'TIMEOUT') return outcomeOf(status);
      // bol gave up, or has forgotten it: what was done shows.
      if (await this.isDone(source, task, undefined)) return { outcome: 'done' };
      return { outcome: status ? 'failed' : 'unclear', fault: TIMED_OUT };
    } catch (error) {
      return later(error, true);
    }
  }

  private async isDone(source: ConnectedSource, task: ProviderTask, since: Date | undefined): Promise<boolean> {
    const signal = AbortSignal.timeout(LOOK_MS);
    if (task.kind === 'cancel_lines') {
      const order = await this.reads.order(accessOf(source), task.orderNumber, signal);
      const lines = order?.lines.filter(({ externalId }) => task.lineIds.includes(externalId)) ?? [];
      return lines.length > 0 && lines.every(({ quantity, cancelled }) => cancelled >= quantity);
    }
    if (task.returnNumber === undefined) return false;
    const returns = await this.reads.return(accessOf(source), task.returnNumber, signal);
    const floor = since ? since.getTime() - CLOCKS_MS : 0;
    return returns.some(
      ({ externalId, results }) =>
        externalId === task.returnId && results.some(({ resolution, at }) => resolution === task.resolution && Date.parse(at) >= floor),
    );
  }
}

function requestFor(task: ProviderTask): RetailerCall<ProcessStatus> {
  if (task.kind === 'handle_return') {
    return {
      method: 'PUT',
      endPoint: 'PUT returns/{id}',
      path: `/retailer/returns/${encodeURIComponent(task.returnId)}`,
      body: { handlingResult: HANDLING_RESULTS[task.resolution], quantityReturned: task.quantity },
      schema: processStatus,
    };
  }
  return {
    method: 'PUT',
    endPoint: 'PUT orders/cancellation',
    path: '/retailer/orders/cancellation',
    body: { orderItems: task.lineIds.map((orderItemId) => ({ orderItemId, reasonCode: 'REQUESTED_BY_CUSTOMER' })) },
    schema: processStatus,
  };
}

function lookUpFor(task: ProviderTask): Pick<RetailerCall<unknown>, 'endPoint' | 'path'> {
  const [entity = '', event] = task.kind === 'handle_return' ? [task.returnId, 'HANDLE_RETURN_ITEM'] : [task.lineIds[0], 'CANCEL_ORDER'];
  return {
    endPoint: 'GET process-status',
    path: `/shared/process-status?${new URLSearchParams({ 'entity-id': entity, 'event-type': event })}`,
  };
}

function outcomeOf({ processStatusId, status, errorMessage }: ProcessStatus): TaskOutcome {
  if (status === 'SUCCESS') return { outcome: 'done' };
  if (status === 'FAILURE') return { outcome: 'failed', fault: { code: 'refused', words: errorMessage ?? '' } };
  // Also what has timed out: `check` looks whether it was done.
  return { outcome: 'working', ref: processStatusId };
}

function failureOf(error: unknown): TaskOutcome {
  if (error instanceof RetailerRefused) {
    return { outcome: 'failed', fault: { code: error.needsPerson ? 'credentials' : 'refused', words: error.message } };
  }
  return later(error, error instanceof RetailerUnreachable && error.mayBeDone);
}

function later(error: unknown, mayBeDone: boolean): Extract<TaskOutcome, { outcome: 'later' }> {
  const words = error instanceof Error ? error.message : String(error);
  const afterSeconds = error instanceof RetailerBusy ? error.afterSeconds : LATER_SECONDS;
  return { outcome: 'later', afterSeconds, mayBeDone, fault: { code: 'no_answer', words } };
}
