import type { OrderActionFault, OrderTask } from '@balie/shared/contracts/orders.ts';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Log } from '../../platform/logging/log.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { ordersChanged } from './order.events.ts';
import { planOrderAction } from './order-action.job.ts';
import { type ConnectedSource, OrderProviders, type ProviderTask, type TaskOutcome } from './order-provider.ts';
import { OrderSources } from './order-sources.ts';

interface ActionRow {
  readonly id: string;
  readonly sourceId: string;
  readonly orderNumber: string;
  readonly task: OrderTask;
  readonly state: 'waiting' | 'sending' | 'working' | 'done' | 'failed' | 'unclear';
  readonly providerRef: string | null;
  readonly sentAt: Date | null;
  readonly createdAt: Date;
  readonly externalIds: readonly string[] | null;
  readonly returnNumber: string | null;
}

const SECOND = 1_000;
/** What a provider was asked for without our hearing its answer shows there after so long, if it ever reached it. */
const PATIENCE_MS = 30 * SECOND;
const GIVE_UP_MS = 24 * 3_600 * SECOND;
const NO_ANSWER: OrderActionFault = { code: 'no_answer', words: '' };

/**
 * One step of an action. Before it is asked for, it is written down that it will be; a step that finds this written
 * (its process died, or no answer came) asks the provider what it knows before it asks again.
 */
@Injectable()
export class OrderActionTurn {
  private readonly log: Logger;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
    private readonly sources: OrderSources,
    private readonly providers: OrderProviders,
    log: Log,
  ) {
    this.log = log.named('orders');
  }

  async run(actionId: string): Promise<void> {
    const claimed = await this.claim(actionId);
    if (!claimed) return;
    const { action, source } = claimed;
    const outcome = await this.ask(action, source);
    // What it did shows with it; if not now, the next round brings it.
    if (outcome.outcome === 'done' || outcome.outcome === 'failed' || outcome.outcome === 'unclear') await this.lookAgain(source, action);
    await this.keep(action, outcome);
  }

  private claim(actionId: string): Promise<{ action: ActionRow; source: ConnectedSource } | undefined> {
    return this.unitOfWork.run(async (tx) => {
      const [action] = await tx.query<ActionRow>(
        `select a.id, o.source_id as "sourceId", o.number as "orderNumber", a.task, a.state, a.provider_ref as "providerRef", a.sent_at as "sentAt",
                a.created_at as "createdAt",
                case when a.task ? 'returnId' then (select array[external_id] from order_returns r where r.id = (a.task->>'returnId')::uuid)
                  else (select array_agg(external_id order by external_id) from order_lines l where l.order_id = o.id and a.task->'lineIds' ? l.id::text)
                end as "externalIds",
                (select return_number from order_returns r where r.id = (a.task->>'returnId')::uuid) as "returnNumber"
           from order_actions a join orders o on o.id = a.order_id where a.organisation_id = $1 and a.id = $2 for update of a`,
        [tx.organisationId, actionId],
      );
      if (!action || !['waiting', 'sending', 'working'].includes(action.state)) return undefined;
      const source = await this.sources.connected(tx, action.sourceId);
      if (!source) return undefined;
      if (action.state === 'waiting') {
        tx.write(
          `update order_actions set state = 'sending', sent_at = $3, attempts = attempts + 1 where organisation_id = $1 and id = $2`,
          [tx.organisationId, action.id, this.clock.now()],
        );
      }
      return { action, source };
    });
  }

  private async ask(action: ActionRow, source: ConnectedSource): Promise<TaskOutcome> {
    const provider = this.providers.get(source.kind);
    const task = providerTask(action);
    if (!task) return { outcome: 'failed', fault: { code: 'gone', words: '' } };
    if (action.state === 'working' && action.providerRef) return provider.check(source, task, action.providerRef);
    if (action.state === 'waiting') return provider.start(source, task);
    const since = action.sentAt ?? action.createdAt;
    const found = await provider.find(source, task, since);
    if (found) return found;
    const waited = this.clock.now().getTime() - since.getTime();
    return { outcome: 'later', afterSeconds: 3, mayBeDone: waited < PATIENCE_MS, fault: NO_ANSWER };
  }

  private async keep(action: ActionRow, outcome: TaskOutcome): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      const age = now.getTime() - action.createdAt.getTime();
      switch (outcome.outcome) {
        case 'working':
          if (age > GIVE_UP_MS) return this.write(tx, action, 'unclear', { code: 'timed_out', words: '' });
          await this.write(tx, action, 'working', null, outcome.ref);
          return planOrderAction(this.jobs, tx, action.id, new Date(now.getTime() + nextLook(age)));
        case 'later': {
          const { mayBeDone, fault, afterSeconds } = outcome;
          if (age > GIVE_UP_MS) return this.write(tx, action, mayBeDone ? 'unclear' : 'failed', fault);
          // What is being worked at stays so: only the question how it gets on is asked again.
          const state = action.state === 'working' ? 'working' : mayBeDone ? 'sending' : 'waiting';
          await this.write(tx, action, state, fault, action.providerRef);
          return planOrderAction(this.jobs, tx, action.id, new Date(now.getTime() + afterSeconds * SECOND));
        }
        case 'done':
          return this.write(tx, action, 'done', null, action.providerRef);
        default:
          return this.write(tx, action, outcome.outcome, outcome.fault, action.providerRef);
      }
    });
  }

  private async write(tx: Tx, action: ActionRow, state: ActionRow['state'], fault: OrderActionFault | null, ref: string | null = null) {
    tx.write('update order_actions set state = $3, fault = $4, provider_ref = $5, updated_at = $6 where organisation_id = $1 and id = $2', [
      tx.organisationId,
      action.id,
      state,
      fault && JSON.stringify(fault),
      ref,
      this.clock.now(),
    ]);
    await this.outbox.add(tx, ordersChanged, { sourceId: action.sourceId, numbers: [action.orderNumber] });
  }

  private async lookAgain(source: ConnectedSource, { orderNumber }: ActionRow): Promise<void> {
    try {
      await this.providers.get(source.kind).refresh(source, orderNumber);
    } catch (error) {
      this.log.info({ err: error, sourceId: source.id }, 'An order could not be read anew after it was changed');
    }
  }
}

function providerTask({ task, orderNumber, externalIds, returnNumber }: ActionRow): ProviderTask | undefined {
  const [first] = externalIds ?? [];
  if (!externalIds || first === undefined) return undefined;
  if (task.kind === 'cancel_lines') return { kind: task.kind, orderNumber, lineIds: externalIds };
  const { kind, resolution, quantity } = task;
  return { kind, orderNumber, returnId: first, returnNumber: returnNumber ?? undefined, resolution, quantity };
}

/** Most are done within seconds; what takes longer is asked after less often. */
function nextLook(ageMs: number): number {
  if (ageMs < 15 * SECOND) return SECOND;
  return ageMs < 120 * SECOND ? 5 * SECOND : 30 * SECOND;
}
