import type { BolConnection, BolTestResult } from '@balie/shared/contracts/order-sources.ts';
import { Injectable } from '@nestjs/common';
import { RetailerApi } from './retailer-api.ts';
import { codeOf, RetailerBusy, RetailerRefused, RetailerUnreachable } from './retailer-errors.ts';
import { reducedOrders } from './retailer-shapes.ts';

/** Tries what an owner copied from bol, for real. */
@Injectable()
export class TestRetailer {
  constructor(private readonly api: RetailerApi) {}

  /** A failed test is an answer. */
  async execute(access: BolConnection): Promise<BolTestResult> {
    const result = await this.tried(access, 'retailer');
    if (result.ok || result.code !== 'not_authorised') return result;
    // What works in bol's playground only is something else than what may do nothing.
    const demo = await this.tried(access, 'retailer-demo');
    return demo.ok ? { ...result, code: 'demo_only' } : result;
  }

  private async tried(access: BolConnection, environment: string): Promise<BolTestResult> {
    try {
      const path = `/${environment}/orders?page=1&status=OPEN&fulfilment-method=ALL`;
      await this.api.call(access, { endPoint: `GET ${environment} orders, tried`, path, schema: reducedOrders });
      return { ok: true, code: null, detail: null };
    } catch (error) {
      if (!(error instanceof RetailerRefused || error instanceof RetailerUnreachable || error instanceof RetailerBusy)) throw error;
      return { ok: false, code: codeOf(error), detail: error.message };
    }
  }
}
