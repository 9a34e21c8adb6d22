type Json = Record<string, unknown>;

/** As bol writes moments: with the offset of the Netherlands (of winter, all year: it is a moment either way). */
export function bolMoment(at: Date | number): string {
  return new Date(new Date(at).getTime() + 3_600_000).toISOString().replace(/\.\d+Z$/, '+01:00');
}

export interface FakeItem {
  readonly orderItemId: string;
  title: string;
  ean: string;
  quantity: number;
  quantityShipped: number;
  quantityCancelled: number;
  unitPrice: number;
  cancellationRequest: boolean;
  /** `2026-03-01` */
  latestDeliveryDate: string;
  exactDeliveryDate?: string;
  method: 'FBR' | 'FBB';
  changedAt: number;
}
export interface FakeOrder {
  readonly orderId: string;
  readonly placedAt: number;
  customer: { firstName: string; surname: string; city: string; email: string };
  items: FakeItem[];
}
export interface FakeShipment {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly at: number;
  carrier: string;
  code: string;
  method: 'FBR' | 'FBB';
  items: { orderItemId: string; ean: string; title: string; quantity: number; unitPrice: number }[];
  events: { eventCode: string; at: number }[];
}
export interface FakeReturn {
  readonly returnId: string;
  readonly rmaId: string;
  readonly orderId: string;
  readonly registeredAt: number;
  ean: string;
  title: string;
  quantity: number;
  mainReason: string;
  detailedReason: string;
  comments: string;
  method: 'FBR' | 'FBB';
  results: { quantity: number; handlingResult: string; processingResult: string; at: number }[];
}

const address = (customer: FakeOrder['customer']): Json => ({
  salutation: 'FEMALE',
  firstName: customer.firstName,
  surname: customer.surname,
  streetName: 'Dorpsstraat',
  houseNumber: '1',
  zipCode: '1111ZZ',
  city: customer.city,
  countryCode: 'NL',
  email: customer.email,
});

export function orderBody({ orderId, placedAt, customer, items }: FakeOrder): Json {
  return {
    orderId,
    pickupPoint: false,
    orderPlacedDateTime: bolMoment(placedAt),
    shipmentDetails: { ...address(customer), language: 'nl' },
    billingDetails: address(customer),
    orderItems: items.map((item) => ({
      orderItemId: item.orderItemId,
      cancellationRequest: item.cancellationRequest,
      fulfilment: {
        method: item.method,
        distributionParty: item.method === 'FBB' ? 'BOL' : 'RETAILER',
        latestDeliveryDate: item.latestDeliveryDate,
        ...(item.exactDeliveryDate ? { exactDeliveryDate: item.exactDeliveryDate } : {}),
        timeFrameType: 'REGULAR',
      },
      offer: { offerId: '6ff736b5-cdd0-4150-8c67-78269ee986f5', reference: 'ART-1' },
      product: { ean: item.ean, title: item.title },
      quantity: item.quantity,
      quantityShipped: item.quantityShipped,
      quantityCancelled: item.quantityCancelled,
      unitPrice: item.unitPrice,
      totalPrice: Math.round(item.unitPrice * item.quantity * 100) / 100,
      discounts: [],
      commission: 2.5,
      latestChangedDateTime: bolMoment(item.changedAt),
    })),
  };
}

export function reducedOrderBody({ orderId, placedAt, items }: FakeOrder): Json {
  return {
    orderId,
    orderPlacedDateTime: bolMoment(placedAt),
    orderItems: items.map((item) => ({
      orderItemId: item.orderItemId,
      ean: item.ean,
      fulfilmentMethod: item.method,
      fulfilmentStatus: item.quantityShipped + item.quantityCancelled >= item.quantity ? 'HANDLED' : 'OPEN',
      quantity: item.quantity,
      quantityShipped: item.quantityShipped,
      quantityCancelled: item.quantityCancelled,
      cancellationRequest: item.cancellationRequest,
      latestChangedDateTime: bolMoment(item.changedAt),
    })),
  };
}

export function reducedShipmentBody({ shipmentId, orderId, at, items }: FakeShipment): Json {
  return {
    shipmentId,
    shipmentDateTime: bolMoment(at),
    shipmentReference: '',
    order: { orderId, orderPlacedDateTime: bolMoment(at) },
    shipmentItems: items.map(({ orderItemId, ean }) => ({ orderItemId, ean })),
    transport: { transportId: `9${shipmentId}` },
  };
}
export function shipmentBody(shipment: FakeShipment): Json {
  const { carrier, code, items, events, shipmentId } = shipment;
  return {
    ...reducedShipmentBody(shipment),
    shipmentItems: items.map(({ orderItemId, ean, title, quantity, unitPrice }) => ({
      orderItemId,
      product: { ean, title },
      quantity,
      quantityShipped: quantity,
      unitPrice,
    })),
    transport: {
      transportId: `9${shipmentId}`,
      transporterCode: carrier,
      trackAndTrace: code,
      transportEvents: events.map(({ eventCode, at }) => ({ eventCode, eventDateTime: bolMoment(at) })),
    },
  };
}

export function returnBody(one: FakeReturn, customer: FakeOrder['customer'] | undefined): Json {
  const item: Json = {
    rmaId: one.rmaId,
    orderId: one.orderId,
    ean: one.ean,
    expectedQuantity: one.quantity,
    returnReason: { mainReason: one.mainReason, detailedReason: one.detailedReason, customerComments: one.comments },
    handled: one.results.length > 0,
    processingResults: one.results.map(({ at, ...result }) => ({ ...result, processingDateTime: bolMoment(at) })),
  };
  const single = customer && {
    title: one.title,
    trackAndTrace: '3SRET0123456',
    transporterName: 'PostNL',
    customerDetails: address(customer),
  };
  return {
    returnId: one.returnId,
    registrationDateTime: bolMoment(one.registeredAt),
    fulfilmentMethod: one.method,
    returnItems: [{ ...item, ...single }],
  };
}
