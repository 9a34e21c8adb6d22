import { id } from '@balie/shared/contracts/common.ts';
import {
  figures,
  type OrderSource,
  orderSource,
  orderSources,
  type UpdateOrderSourceRequest,
  updateOrderSourceRequest,
} from '@balie/shared/contracts/order-sources.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { MarketplaceFigures } from './marketplace-figures.ts';
import { OrderSources } from './order-sources.ts';

/** Where orders come from, whatever it is. How one is connected stands in the folder of its provider. */
@Controller('order-sources')
export class OrderSourcesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sources: OrderSources,
    private readonly figures: MarketplaceFigures,
  ) {}

  /** All of them: a shop has few. */
  @Get()
  @Requires('channels:read')
  @Returns(orderSources)
  async list() {
    return { items: await this.unitOfWork.read((tx) => this.sources.list(tx)) };
  }

  @Patch(':id')
  @Requires('channels:manage')
  @Returns(orderSource)
  update(
    @Param('id', { schema: id }) sourceId: string,
    @Body({ schema: updateOrderSourceRequest }) changes: UpdateOrderSourceRequest,
  ): Promise<OrderSource> {
    return this.changed(sourceId, (tx) => this.sources.update(tx, sourceId, changes));
  }

  @Post(':id/retry')
  @Requires('channels:manage')
  @Returns(orderSource, 200)
  retry(@Param('id', { schema: id }) sourceId: string): Promise<OrderSource> {
    return this.changed(sourceId, (tx) => this.sources.retry(tx, sourceId));
  }

  @Delete(':id')
  @Requires('channels:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: id }) sourceId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.sources.remove(tx, sourceId));
  }

  @Get(':id/figures')
  @Requires('channels:read')
  @Returns(figures)
  async readFigures(@Param('id', { schema: id }) sourceId: string) {
    return { items: await this.unitOfWork.read((tx) => this.figures.latest(tx, sourceId)) };
  }

  private changed(sourceId: string, change: (tx: Tx) => Promise<void>): Promise<OrderSource> {
    return this.unitOfWork.run(async (tx) => {
      await change(tx);
      return this.sources.shown(tx, sourceId);
    });
  }
}
