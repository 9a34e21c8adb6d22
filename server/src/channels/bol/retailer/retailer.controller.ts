import { id } from '@balie/shared/contracts/common.ts';
import {
  type BolConnection,
  bolConnection,
  bolSettings,
  bolTestResult,
  type ConnectBolRequest,
  connectBolRequest,
  orderSource,
} from '@balie/shared/contracts/order-sources.ts';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { Requires } from '../../../platform/http/access.ts';
import { Returns } from '../../../platform/http/returns.ts';
import { ConnectRetailer } from './connect-retailer.service.ts';
import { TestRetailer } from './test-retailer.ts';

/** What is particular to connecting a shop at bol.com. */
@Controller('channels/bol/retailer')
export class RetailerController {
  constructor(
    private readonly test: TestRetailer,
    private readonly connectRetailer: ConnectRetailer,
  ) {}

  /** A failed test is an answer, not an error. */
  @Post('test')
  @Requires('channels:manage')
  @Returns(bolTestResult, 200)
  tryOut(@Body({ schema: bolConnection }) connection: BolConnection) {
    return this.test.execute(connection);
  }

  @Post('connections')
  @Requires('channels:manage')
  @Returns(orderSource)
  connect(@Body({ schema: connectBolRequest }) request: ConnectBolRequest) {
    return this.connectRetailer.connect(request);
  }

  @Get('connections/:id')
  @Requires('channels:manage')
  @Returns(bolSettings)
  settings(@Param('id', { schema: id }) sourceId: string) {
    return this.connectRetailer.settings(sourceId);
  }

  @Patch('connections/:id')
  @Requires('channels:manage')
  @Returns(orderSource)
  update(@Param('id', { schema: id }) sourceId: string, @Body({ schema: bolConnection }) connection: BolConnection) {
    return this.connectRetailer.update(sourceId, connection);
  }
}
