import { id as uuid } from '@balie/shared/contracts/common.ts';
import { macro, macroList, type SaveMacroRequest, saveMacroRequest } from '@balie/shared/contracts/macros.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { Macros } from './macros.ts';

/** Whoever answers has macros of their own; those of others are made by leads. */
@Controller('macros')
export class MacrosController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly macros: Macros,
  ) {}

  @Get()
  @Requires('tickets:reply')
  @Returns(macroList)
  async list(@Me() me: Principal) {
    return { items: await this.unitOfWork.read((reader) => this.macros.list(reader, me)) };
  }

  @Post()
  @Requires('tickets:reply')
  @Returns(macro)
  create(@Me() me: Principal, @Body({ schema: saveMacroRequest }) body: SaveMacroRequest) {
    return this.unitOfWork.run((tx) => this.macros.create(tx, me, body));
  }

  @Put(':id')
  @Requires('tickets:reply')
  @Returns(macro)
  save(@Me() me: Principal, @Param('id', { schema: uuid }) macroId: string, @Body({ schema: saveMacroRequest }) body: SaveMacroRequest) {
    return this.unitOfWork.run((tx) => this.macros.save(tx, me, macroId, body));
  }

  @Delete(':id')
  @Requires('tickets:reply')
  @HttpCode(204)
  async remove(@Me() me: Principal, @Param('id', { schema: uuid }) macroId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.macros.remove(tx, me, macroId));
  }

  /** It was put into an answer: counted. */
  @Post(':id/uses')
  @Requires('tickets:reply')
  @HttpCode(204)
  async use(@Me() me: Principal, @Param('id', { schema: uuid }) macroId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.macros.use(tx, me, macroId));
  }
}
