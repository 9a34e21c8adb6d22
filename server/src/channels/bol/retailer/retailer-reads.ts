import type { FigureName } from '@balie/shared/contracts/order-sources.ts';
import { Injectable } from '@nestjs/common';
import type { ProviderFigure, ProviderOrder, ProviderReturn, ProviderShipment } from '../../../modules/orders/public.ts';
import { RetailerApi } from './retailer-api.ts';
import { RetailerRefused } from './retailer-errors.ts';
import { toFigure, toOrder, toReturns, toShipment } from './retailer-mapping.ts';
import { bolOrder, bolReturn, bolReturns, bolShipment, bolShipments, performanceIndicators, reducedOrders } from './retailer-shapes.ts';
import type { RetailerAccess } from './retailer-tokens.ts';

/** Of every list of bol. */
export const PAGE_SIZE = 50;
export type Fulfilment = 'FBR' | 'FBB';

export interface ChangedOrder {
  readonly number: string;
  readonly lines: readonly { readonly externalId: string; readonly changedAt: Date }[];
}
/** With how many there were on the page: less than a page is the last one. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly isLast: boolean;
}

/** What can be asked of bol, patiently. */
@Injectable()
export class RetailerReads {
  constructor(private readonly api: RetailerApi) {}

  /** @param window `change-interval-minute` or `latest-change-date` */
  async changedOrders(
    access: RetailerAccess,
    window: Record<string, string>,
    page: number,
    signal: AbortSignal,
  ): Promise<Listed<ChangedOrder>> {
    const query = { 'fulfilment-method': 'ALL', status: 'ALL', ...window, page: String(page) };
    const { orders } = await this.read(access, 'orders', query, reducedOrders, signal);
    return {
      items: orders.map(({ orderId, orderItems }) => ({
        number: orderId,
        lines: orderItems.map(({ orderItemId, latestChangedDateTime }) => ({ externalId: orderItemId, changedAt: latestChangedDateTime })),
      })),
      isLast: orders.length < PAGE_SIZE,
    };
  }

  async order(access: RetailerAccess, number: string, signal: AbortSignal): Promise<ProviderOrder | undefined> {
    const path = `/retailer/orders/${encodeURIComponent(number)}`;
    const found = await this.api.find(access, { endPoint: 'GET orders/{id}', path, schema: bolOrder, patient: true, signal });
    return found && toOrder(found);
  }

  /** That they are there; where they are tells `shipment`. @param of an order, or all of one kind, newest first */
  async shipments(
    access: RetailerAccess,
    of: { readonly order: string } | { readonly fulfilment: Fulfilment },
    page: number,
    signal: AbortSignal,
  ): Promise<Listed<ProviderShipment>> {
    const query = { ...('order' in of ? { 'order-id': of.order } : { 'fulfilment-method': of.fulfilment }), page: String(page) };
    const { shipments } = await this.read(access, 'shipments', query, bolShipments, signal);
    return {
      items: shipments.map(({ shipmentId, order, shipmentDateTime, shipmentItems }) => ({
        externalId: shipmentId,
        orderNumber: order.orderId,
        shippedAt: shipmentDateTime ?? null,
        items: shipmentItems.length,
        track: null,
      })),
      isLast: shipments.length < PAGE_SIZE,
    };
  }

  async shipment(access: RetailerAccess, id: string, signal: AbortSignal): Promise<ProviderShipment | undefined> {
    const path = `/retailer/shipments/${encodeURIComponent(id)}`;
    const found = await this.api.find(access, { endPoint: 'GET shipments/{id}', path, schema: bolShipment, patient: true, signal });
    return found && toShipment(found);
  }

  async returns(
    access: RetailerAccess,
    handled: boolean,
    fulfilment: Fulfilment,
    page: number,
    signal: AbortSignal,
  ): Promise<Listed<ProviderReturn>> {
    const query = { handled: String(handled), 'fulfilment-method': fulfilment, page: String(page) };
    const { returns } = await this.read(access, 'returns', query, bolReturns, signal);
    return { items: returns.flatMap(toReturns), isLast: returns.length < PAGE_SIZE };
  }

  async return(access: RetailerAccess, returnNumber: string, signal: AbortSignal): Promise<ProviderReturn[]> {
    const path = `/retailer/returns/${encodeURIComponent(returnNumber)}`;
    const found = await this.api.find(access, { endPoint: 'GET returns/{id}', path, schema: bolReturn, patient: true, signal });
    return found ? toReturns(found) : [];
  }

  /** Undefined: bol measures nothing of that name in that week. */
  async figure(
    access: RetailerAccess,
    name: FigureName,
    year: number,
    week: number,
    signal: AbortSignal,
  ): Promise<ProviderFigure | undefined> {
    const query = { name, year: String(year), week: String(week).padStart(2, '0') };
    try {
      const { performanceIndicators: found } = await this.read(
        access,
        'insights/performance/indicator',
        query,
        performanceIndicators,
        signal,
      );
      return found.map(toFigure).find((figure) => figure.name === name);
    } catch (error) {
      if (error instanceof RetailerRefused && (error.status === 400 || error.status === 404)) return undefined;
      throw error;
    }
  }

  private read<T>(access: RetailerAccess, list: string, query: Record<string, string>, schema: Schema<T>, signal: AbortSignal): Promise<T> {
    const path = `/retailer/${list}?${new URLSearchParams(query)}`;
    return this.api.call(access, { endPoint: `GET ${list}`, path, schema, patient: true, signal });
  }
}

type Schema<T> = Parameters<typeof RetailerApi.prototype.call<T>>[1]['schema'];
