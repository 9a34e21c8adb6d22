import { DateTime } from 'luxon';
import {
  bolMoment,
  type FakeItem,
  type FakeOrder,
  type FakeReturn,
  type FakeShipment,
  orderBody,
  reducedOrderBody,
  reducedShipmentBody,
  returnBody,
  shipmentBody,
} from './retailer-fixtures.ts';

type Json = Record<string, unknown>;
type Query = URLSearchParams;
interface Process {
  readonly id: string;
  readonly entityId: string;
  readonly eventType: string;
  readonly createdAt: number;
  /** Looked at so often before it is done. */
  left: number;
  readonly ends: 'SUCCESS' | 'FAILURE' | 'TIMEOUT';
  readonly words: string;
  readonly effect: () => void;
  done: boolean;
}
/** The request does not have the shape bol asks for. */
export class BadRequest extends Error {
  constructor(
    readonly field: string,
    words: string,
  ) {
    super(words);
  }
}

const PAGE = 50;
const DAY_MS = 24 * 3_600_000;

/** A shop at bol.com: its orders, parcels, returns and figures, and what is done to them. */
export class RetailerWorld {
  readonly orders = new Map<string, FakeOrder>();
  readonly shipments = new Map<string, FakeShipment>();
  readonly returns = new Map<string, FakeReturn>();
  /** By `NAME 2026-9`. */
  readonly figures = new Map<string, Json>();
  readonly processes = new Map<string, Process>();
  /** How the next writes end, and how often each is looked at before it has ended. */
  ends: Process['ends'] = 'SUCCESS';
  words = '';
  looks = 2;
  private serial = 0;

  constructor(readonly now: () => number) {}

  /** An order that changed so many minutes ago. */
  order(orderId: string, minutesAgo = 1, ...items: Partial<FakeItem>[]): FakeOrder {
    const changedAt = this.now() - minutesAgo * 60_000;
    const made: FakeOrder = {
      orderId,
      placedAt: changedAt - 3_600_000,
      customer: { firstName: 'Jan', surname: 'de Vries', city: 'Utrecht', email: `2x${orderId.toLowerCase()}@verkopen.bol.com` },
      items: (items.length > 0 ? items : [{}]).map((item) => ({
        orderItemId: String(2_000_000_000 + ++this.serial),
        title: 'Leeslamp Luna',
        ean: '8712345678906',
        quantity: 1,
        quantityShipped: 0,
        quantityCancelled: 0,
        unitPrice: 39.95,
        cancellationRequest: false,
        latestDeliveryDate: bolMoment(changedAt + 2 * DAY_MS).slice(0, 10),
        method: 'FBR',
        changedAt,
        ...item,
      })),
    };
    this.orders.set(orderId, made);
    return made;
  }

  /** The whole order leaves. */
  ship(orderId: string, more: Partial<FakeShipment> = {}): FakeShipment {
    const { items } = this.known(orderId);
    const shipmentId = String(500_000_000 + ++this.serial);
    for (const item of items) {
      item.quantityShipped = item.quantity;
      item.changedAt = this.now();
    }
    const made: FakeShipment = {
      shipmentId,
      orderId,
      at: this.now(),
      carrier: 'TNT',
      code: `3SBOL${shipmentId}`,
      method: 'FBR',
      items: items.map(({ orderItemId, ean, title, quantity, unitPrice }) => ({ orderItemId, ean, title, quantity, unitPrice })),
      events: [{ eventCode: 'PRE_ANNOUNCED', at: this.now() }],
      ...more,
    };
    this.shipments.set(shipmentId, made);
    return made;
  }

  return(orderId: string, more: Partial<FakeReturn> = {}): FakeReturn {
    const [item] = this.known(orderId).items;
    const made: FakeReturn = {
      returnId: String(70_000_000 + ++this.serial),
      rmaId: String(86_000_000 + ++this.serial),
      orderId,
      registeredAt: this.now(),
      ean: item?.ean ?? '',
      title: item?.title ?? '',
      quantity: item?.quantity ?? 1,
      mainReason: 'Artikel werkt niet',
      detailedReason: 'Artikel is kapot',
      comments: 'De lamp knippert.',
      method: 'FBR',
      results: [],
      ...more,
    };
    this.returns.set(made.rmaId, made);
    return made;
  }

  /** @throws {BadRequest} @returns undefined: there is no such thing */
  read(path: string, query: Query): Json | undefined {
    const [, kind = '', id] = /^\/retailer\/(orders|shipments|returns)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (path === '/retailer/insights/performance/indicator') return this.readFigure(query);
    if (kind === 'orders') return id ? body(this.orders.get(id), orderBody) : this.readOrders(query);
    if (kind === 'shipments') return id ? body(this.shipments.get(id), shipmentBody) : this.readShipments(query);
    if (kind !== 'returns') return undefined;
    if (!id) return this.readReturns(query);
    const found = [...this.returns.values()].find(({ returnId }) => returnId === id);
    return found && returnBody(found, this.orders.get(found.orderId)?.customer);
  }

  handleReturn(rmaId: string, handlingResult: string, quantity: number): Json {
    const one = this.returns.get(rmaId);
    return this.process(rmaId, 'HANDLE_RETURN_ITEM', one ? undefined : `Return with id ${rmaId} not found.`, () =>
      one?.results.push({
        quantity,
        handlingResult,
        processingResult: handlingResult === 'RETURN_RECEIVED' ? 'ACCEPTED' : 'REJECTED',
        at: this.now(),
      }),
    );
  }

  cancel(orderItemIds: readonly string[]): Json {
    const items = [...this.orders.values()].flatMap((order) => order.items).filter(({ orderItemId }) => orderItemIds.includes(orderItemId));
    const fault = items.some(({ quantityShipped }) => quantityShipped > 0) ? 'Order item is already shipped.' : undefined;
    return this.process(orderItemIds[0] ?? '', 'CANCEL_ORDER', fault, () => {
      for (const item of items)
        Object.assign(item, { quantityCancelled: item.quantity, cancellationRequest: false, changedAt: this.now() });
    });
  }

  /** Each look brings it on. */
  processStatus(id: string): Json | undefined {
    const found = this.processes.get(id);
    if (!found) return undefined;
    if (found.left > 0) found.left -= 1;
    else if (!found.done) this.finish(found);
    return processBody(found);
  }

  processesOf(entityId: string, eventType: string): Json {
    const found = [...this.processes.values()].filter((one) => one.entityId === entityId && one.eventType === eventType);
    return { processStatuses: found.map(processBody) };
  }

  private process(entityId: string, eventType: string, fault: string | undefined, effect: () => void): Json {
    const id = String(1_000_000 + ++this.serial);
    const ends = fault ? 'FAILURE' : this.ends;
    const made = {
      id,
      entityId,
      eventType,
      createdAt: this.now(),
      left: this.looks,
      ends,
      words: fault ?? this.words,
      effect,
      done: false,
    };
    this.processes.set(id, made);
    return processBody(made);
  }

  private finish(found: Process): void {
    found.done = true;
    if (found.ends === 'SUCCESS') found.effect();
  }

  private readOrders(query: Query): Json {
    const interval = query.get('change-interval-minute');
    const date = query.get('latest-change-date');
    if (interval !== null && !(Number(interval) >= 1 && Number(interval) <= 60))
      throw new BadRequest('change-interval-minute', 'must be at most 60');
    const oldest = DateTime.fromMillis(this.now(), { zone: 'Europe/Amsterdam' }).minus({ months: 3 }).toISODate() ?? '';
    if (date !== null && !(/^\d{4}-\d\d-\d\d$/.test(date) && date >= oldest))
      throw new BadRequest('latest-change-date', 'must be at most 3 months ago');
    const method = query.get('fulfilment-method') ?? 'FBR';
    const status = query.get('status') ?? 'OPEN';
    const isIn = (item: FakeItem) =>
      (method === 'ALL' || item.method === method) &&
      (status === 'ALL' || item.quantityShipped + item.quantityCancelled < item.quantity === (status === 'OPEN')) &&
      (interval === null || item.changedAt > this.now() - Number(interval) * 60_000) &&
      (date === null || DateTime.fromMillis(item.changedAt, { zone: 'Europe/Amsterdam' }).toISODate() === date);
    const found = [...this.orders.values()]
      .map((order) => ({ ...order, items: order.items.filter(isIn) }))
      .filter(({ items }) => items.length > 0)
      .toSorted((a, b) => a.placedAt - b.placedAt || a.orderId.localeCompare(b.orderId));
    return { orders: page(found, query).map(reducedOrderBody) };
  }

  private readShipments(query: Query): Json {
    const orderId = query.get('order-id');
    const method = query.get('fulfilment-method') ?? 'FBR';
    if (orderId !== null && query.has('fulfilment-method')) throw new BadRequest('order-id', 'only valid without fulfilment-method');
    const found = [...this.shipments.values()]
      .filter((one) => (orderId === null ? one.method === method : one.orderId === orderId))
      .filter(({ at }) => at > this.now() - 92 * DAY_MS)
      .toSorted((a, b) => b.at - a.at);
    return { shipments: page(found, query).map(reducedShipmentBody) };
  }

  private readReturns(query: Query): Json {
    const handled = query.get('handled') ?? 'false';
    const method = query.get('fulfilment-method') ?? 'FBR';
    if (handled !== 'true' && handled !== 'false') throw new BadRequest('handled', 'must be true or false');
    const found = [...this.returns.values()]
      .filter((one) => one.method === method && one.results.length > 0 === (handled === 'true'))
      .toSorted((a, b) => (handled === 'true' ? b.registeredAt - a.registeredAt : a.registeredAt - b.registeredAt));
    return { returns: page(found, query).map((one) => returnBody(one, undefined)) };
  }

  private readFigure(query: Query): Json {
    const [name, year, week] = ['name', 'year', 'week'].map((key) => query.get(key) ?? '');
    if (!name || !/^\d{4}$/.test(year ?? '') || !/^\d\d$/.test(week ?? '')) throw new BadRequest('week', 'name, year and week are needed');
    const found = this.figures.get(`${name} ${Number(year)}-${Number(week)}`);
    return { performanceIndicators: found ? [found] : [] };
  }

  private known(orderId: string): FakeOrder {
    const found = this.orders.get(orderId);
    if (!found) throw new Error(`No order ${orderId}`);
    return found;
  }
}

function body<T>(found: T | undefined, make: (one: T) => Json): Json | undefined {
  return found && make(found);
}

function page<T>(items: readonly T[], query: Query): T[] {
  const number = Number(query.get('page') ?? '1');
  if (!Number.isInteger(number) || number < 1) throw new BadRequest('page', 'must be greater than or equal to 1');
  return items.slice((number - 1) * PAGE, number * PAGE);
}

function processBody({ id, entityId, eventType, createdAt, done, ends, words }: Process): Json {
  const description = `Process ${eventType} of ${entityId}.`;
  const status = done ? ends : 'PENDING';
  const error = done && ends === 'FAILURE' ? { errorMessage: words || 'The request could not be processed.' } : {};
  return { processStatusId: id, entityId, eventType, description, status, ...error, createTimestamp: bolMoment(createdAt), links: [] };
}
