import { figureName } from '@balie/shared/contracts/order-sources.ts';
import { z } from 'zod';

/**
 * What we read of bol's answers (Retailer API v10). Words that bol may add to (codes, reasons, methods) are open; what is
 * not read is not here, above all not what tells of customers.
 */

/** With an offset. */
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const reducedOrders = z.object({
  orders: z
    .array(
      z.object({
        orderId: z.string(),
        orderItems: z.array(
          z.object({ orderItemId: z.string(), latestChangedDateTime: moment, cancellationRequest: z.boolean().default(false) }),
        ),
      }),
    )
    .default([]),
});

export const bolOrder = z.object({
  orderId: z.string(),
  pickupPoint: z.boolean().default(false),
  orderPlacedDateTime: moment,
  shipmentDetails: z
    .object({
      firstName: z.string().default(''),
      surname: z.string().default(''),
      city: z.string().default(''),
      countryCode: z.string().default(''),
      email: z.string().default(''),
      language: z.string().default(''),
    })
    .prefault({}),
  orderItems: z.array(
    z.object({
      orderItemId: z.string(),
      cancellationRequest: z.boolean(),
      fulfilment: z
        .object({
          method: z.string().default('FBR'),
          distributionParty: z.string().default('RETAILER'),
          latestDeliveryDate: z.iso.date().nullish(),
          exactDeliveryDate: z.iso.date().nullish(),
          timeFrameType: z.string().default('REGULAR'),
        })
        .prefault({}),
      offer: z.object({ reference: z.string().nullish() }).nullish(),
      product: z.object({ ean: z.string().default(''), title: z.string().default('') }).prefault({}),
      quantity: z.number().int(),
      quantityShipped: z.number().int(),
      quantityCancelled: z.number().int(),
      unitPrice: z.number(),
      totalPrice: z.number(),
      latestChangedDateTime: moment,
    }),
  ),
});
export type BolOrder = z.infer<typeof bolOrder>;

const shipmentHead = {
  shipmentId: z.string(),
  shipmentDateTime: moment.nullish(),
  order: z.object({ orderId: z.string() }),
};
export const bolShipments = z.object({
  shipments: z.array(z.object({ ...shipmentHead, shipmentItems: z.array(z.object({ orderItemId: z.string() })) })).default([]),
});
export const bolShipment = z.object({
  ...shipmentHead,
  shipmentItems: z.array(z.object({ quantity: z.number().int().default(1) })),
  transport: z
    .object({
      transporterCode: z.string().default(''),
      trackAndTrace: z.string().default(''),
      transportEvents: z.array(z.object({ eventCode: z.string(), eventDateTime: moment })).default([]),
    })
    .prefault({}),
});
export type BolShipment = z.infer<typeof bolShipment>;

const returnItem = z.object({
  rmaId: z.coerce.string(),
  orderId: z.string(),
  ean: z.string(),
  expectedQuantity: z.number().int(),
  returnReason: z
    .object({ mainReason: z.string().default(''), detailedReason: z.string().nullish(), customerComments: z.string().nullish() })
    .prefault({}),
  handled: z.boolean(),
  processingResults: z
    .array(z.object({ quantity: z.number().int(), processingResult: z.string(), handlingResult: z.string(), processingDateTime: moment }))
    .default([]),
  // Only when it is asked for by itself.
  title: z.string().optional(),
  trackAndTrace: z.string().nullish(),
  transporterName: z.string().nullish(),
});
export const bolReturn = z.object({
  returnId: z.coerce.string(),
  registrationDateTime: moment,
  returnItems: z.array(returnItem),
});
export type BolReturn = z.infer<typeof bolReturn>;
export const bolReturns = z.object({ returns: z.array(bolReturn).default([]) });

export const processStatus = z.object({
  processStatusId: z.coerce.string(),
  status: z.string(),
  errorMessage: z.string().nullish(),
  createTimestamp: moment,
});
export type ProcessStatus = z.infer<typeof processStatus>;
export const processStatuses = z.object({ processStatuses: z.array(processStatus).default([]) });

export const performanceIndicators = z.object({
  performanceIndicators: z.array(
    z.object({
      name: figureName,
      type: z.enum(['PERCENTAGE', 'AVERAGE']),
      details: z.object({
        period: z.object({ week: z.coerce.number().int(), year: z.coerce.number().int() }),
        score: z.object({ conforms: z.boolean(), numerator: z.number(), denominator: z.number(), value: z.number() }).nullish(),
        norm: z.object({ condition: z.enum(['<=', '>=']), value: z.number() }).nullish(),
      }),
    }),
  ),
});
export type PerformanceIndicator = z.infer<typeof performanceIndicators>['performanceIndicators'][number];
