import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { advanceOrderAction, refreshOrder } from './order-action.job.ts';
import { OrderActionTurn } from './order-action-turn.ts';
import { OrderProviders } from './order-provider.ts';
import { OrderSources } from './order-sources.ts';

/** What the orders do in the background. */
@Injectable()
export class OrderJobsWorker implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly turn: OrderActionTurn,
    private readonly unitOfWork: UnitOfWork,
    private readonly sources: OrderSources,
    private readonly providers: OrderProviders,
  ) {}

  onModuleInit(): void {
    this.runner.handle(advanceOrderAction, ({ actionId }) => this.turn.run(actionId));
    this.runner.handle(refreshOrder, async ({ sourceId, number }) => {
      const source = await this.unitOfWork.run((tx) => this.sources.connected(tx, sourceId));
      if (source) await this.providers.get(source.kind).refresh(source, number);
    });
  }
}
