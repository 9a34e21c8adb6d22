import { id, type PageQuery, page, pageQuery } from '@balie/shared/contracts/common.ts';
import { saveShopRequest, shop } from '@balie/shared/contracts/people.ts';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { toPage } from '../../platform/http/cursor.ts';
import { Returns } from '../../platform/http/returns.ts';
import { type Shop, Shops } from './shops.ts';

type SaveShopRequest = z.infer<typeof saveShopRequest>;

@Controller('shops')
export class ShopsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: Shops,
  ) {}

  @Get()
  @Requires('colleagues:read')
  @Returns(page(shop))
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    const rows = await this.unitOfWork.run((tx) => this.shops.list(tx, query));
    return toPage(rows, query.limit, toWire, (row) => [row.id]);
  }

  @Post()
  @Requires('organisation:manage')
  @Returns(shop)
  async create(@Body({ schema: saveShopRequest }) body: SaveShopRequest) {
    return toWire(await this.unitOfWork.run((tx) => this.shops.create(tx, body)));
  }

  @Patch(':id')
  @Requires('organisation:manage')
  @Returns(shop)
  async save(@Param('id', { schema: id }) shopId: string, @Body({ schema: saveShopRequest }) body: SaveShopRequest) {
    return toWire(await this.unitOfWork.run((tx) => this.shops.save(tx, shopId, body)));
  }
}

function toWire(row: Shop) {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
