import type { ProviderFigure, ProviderLine, ProviderOrder, ProviderReturn, ProviderShipment } from '../../../modules/orders/public.ts';
import type { BolOrder, BolReturn, BolShipment, PerformanceIndicator } from './retailer-shapes.ts';
import { carrierName, eventCode, isEnd, resolutionOf } from './retailer-words.ts';

/** What of bol's answers is kept, in the words of the orders. Of customers: name, town, relay address. */

export function toOrder(order: BolOrder): ProviderOrder {
  const { firstName, surname, city, email, countryCode, language } = order.shipmentDetails;
  return {
    number: order.orderId,
    placedAt: order.orderPlacedDateTime,
    customer: { name: `${firstName} ${surname}`.trim(), city, email: email.toLowerCase() },
    currency: 'EUR',
    lines: order.orderItems.map(toLine),
    facts: { pickupPoint: order.pickupPoint, country: countryCode, language },
  };
}

function toLine(item: BolOrder['orderItems'][number]): ProviderLine {
  const { exactDeliveryDate, latestDeliveryDate, timeFrameType, method, distributionParty } = item.fulfilment;
  const day = exactDeliveryDate ?? latestDeliveryDate;
  return {
    externalId: item.orderItemId,
    title: item.product.title || item.offer?.reference || item.product.ean,
    sku: item.product.ean,
    quantity: item.quantity,
    shipped: item.quantityShipped,
    cancelled: item.quantityCancelled,
    unitMinor: cents(item.unitPrice),
    totalMinor: cents(item.totalPrice),
    promise: day ? { day, exact: exactDeliveryDate != null, evening: timeFrameType === 'EVENING' } : null,
    cancelRequested: item.cancellationRequest && item.quantityCancelled < item.quantity,
    sentBy: method === 'FBB' || distributionParty === 'BOL' ? 'marketplace' : 'shop',
    changedAt: item.latestChangedDateTime,
  };
}

export function toShipment({ shipmentId, shipmentDateTime, order, shipmentItems, transport }: BolShipment): ProviderShipment {
  const events = transport.transportEvents
    .map(({ eventCode: word, eventDateTime }) => ({ code: eventCode(word), at: eventDateTime.toISOString(), words: word }))
    .toSorted((a, b) => b.at.localeCompare(a.at));
  return {
    externalId: shipmentId,
    orderNumber: order.orderId,
    shippedAt: shipmentDateTime ?? null,
    items: shipmentItems.reduce((sum, { quantity }) => sum + quantity, 0),
    track: {
      carrier: carrierName(transport.transporterCode),
      trackingCode: transport.trackAndTrace,
      events,
      ended: events.some(({ code }) => isEnd(code)),
    },
  };
}

/** One for each article that comes back: each is decided by itself. */
export function toReturns({ returnId, registrationDateTime, returnItems }: BolReturn): ProviderReturn[] {
  return returnItems.map((item) => {
    const { mainReason, detailedReason, customerComments } = item.returnReason;
    const details = { title: item.title ?? '', carrier: item.transporterName ?? '', trackingCode: item.trackAndTrace ?? '' };
    return {
      externalId: item.rmaId,
      returnNumber: returnId,
      orderNumber: item.orderId,
      sku: item.ean,
      quantity: item.expectedQuantity,
      reason: detailedReason && detailedReason !== mainReason ? `${mainReason}: ${detailedReason}` : mainReason,
      comment: customerComments ?? '',
      registeredAt: registrationDateTime,
      handled: item.handled,
      results: item.processingResults.map(({ quantity, handlingResult, processingResult, processingDateTime }) => ({
        quantity,
        resolution: resolutionOf(handlingResult),
        words: `${processingResult} ${handlingResult}`,
        at: processingDateTime.toISOString(),
      })),
      details: item.title === undefined ? null : details,
    };
  });
}

/** A share is computed here: bol's own is not always the quotient of what it tells beside it. */
export function toFigure({ name, type, details: { period, score, norm } }: PerformanceIndicator): ProviderFigure {
  const unit = type === 'PERCENTAGE' ? 'percentage' : 'average';
  const value = score && unit === 'percentage' && score.denominator > 0 ? score.numerator / score.denominator : score?.value;
  return {
    name,
    ...period,
    unit,
    score:
      score && value !== undefined
        ? { numerator: Math.round(score.numerator), denominator: Math.round(score.denominator), value, conforms: score.conforms }
        : null,
    norm: norm ?? null,
  };
}

function cents(euros: number): number {
  return Math.round(euros * 100);
}
