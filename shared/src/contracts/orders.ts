import { z } from 'zod';
import { id, instant } from './common.ts';

/** Orders as every web shop and marketplace has them; what only one of them knows is no part of this. */

/** A day without a time, where the customer lives: `2026-03-01`. */
export const day = z.iso.date();
/** Cents, pence: the smallest unit of the currency. */
const minor = z.number().int();

export const orderStatus = z.enum(['open', 'partly_shipped', 'shipped', 'delivered', 'cancelled']);
export type OrderStatus = z.infer<typeof orderStatus>;
/**
 * What can be true of an order besides, several at once. `late`: the promised day is over, and nothing tells that it has come.
 * `return_open`: something comes back, and nobody has decided about it.
 */
export const orderState = z.enum([...orderStatus.options, 'late', 'cancel_requested', 'return_open', 'returned']);
export type OrderState = z.infer<typeof orderState>;

export const orderLine = z.object({
  id,
  title: z.string(),
  /** EAN or article number; may be empty. */
  sku: z.string(),
  quantity: z.number().int(),
  shipped: z.number().int(),
  cancelled: z.number().int(),
  unitMinor: minor,
  /** After discounts. */
  totalMinor: minor,
  /** When it was promised to arrive: on the day, or on the last day of a stretch. */
  promise: z.object({ day, exact: z.boolean(), evening: z.boolean() }).nullable(),
  /** The customer asks to cancel it, and nobody has answered that yet. */
  cancelRequested: z.boolean(),
  /** Who keeps and sends it: the shop itself, or the marketplace for it. */
  sentBy: z.enum(['shop', 'marketplace']),
});
export type OrderLine = z.infer<typeof orderLine>;

export const shipmentEventCode = z.enum([
  'announced',
  'at_carrier',
  'in_transit',
  'at_pickup_point',
  'delivered',
  'delivered_at_neighbours',
  'picked_up',
  'returned_to_sender',
  'other',
]);
export type ShipmentEventCode = z.infer<typeof shipmentEventCode>;
export const shipmentEvent = z.object({
  code: shipmentEventCode,
  at: instant,
  /** The carrier's own word for what no code stands for. */
  words: z.string(),
});
export const shipment = z.object({
  id,
  shippedAt: instant.nullable(),
  carrier: z.string(),
  trackingCode: z.string(),
  /** Newest first. */
  events: z.array(shipmentEvent),
  items: z.number().int(),
});
export type Shipment = z.infer<typeof shipment>;

/** What a shop decides about goods that come back. */
export const returnResolution = z.enum(['accept', 'exchange', 'repair', 'keep_paid', 'reject', 'still_accept']);
export type ReturnResolution = z.infer<typeof returnResolution>;
export const orderReturn = z.object({
  id,
  /** By which the shop knows it. */
  number: z.string(),
  title: z.string(),
  quantity: z.number().int(),
  reason: z.string(),
  comment: z.string(),
  registeredAt: instant,
  handled: z.boolean(),
  /** What was decided so far; `resolution` is null for what no word here stands for. */
  results: z.array(z.object({ quantity: z.number().int(), resolution: returnResolution.nullable(), words: z.string(), at: instant })),
  carrier: z.string(),
  trackingCode: z.string(),
});
export type OrderReturn = z.infer<typeof orderReturn>;

/**
 * `waiting`: not told to the shop yet; `working`: the shop has it and is at work; `failed`: it did not happen;
 * `unclear`: nobody can tell whether it did, a person has to look.
 */
export const orderActionState = z.enum(['waiting', 'working', 'done', 'failed', 'unclear']);
export type OrderActionState = z.infer<typeof orderActionState>;
export const orderActionFault = z.object({
  code: z.enum(['refused', 'credentials', 'timed_out', 'no_answer', 'already_handled', 'gone']),
  /** The shop's own words; may be empty. */
  words: z.string(),
});
export type OrderActionFault = z.infer<typeof orderActionFault>;

const handleReturn = z.object({
  kind: z.literal('handle_return'),
  returnId: id,
  resolution: returnResolution,
  quantity: z.number().int().min(1).max(9999),
});
const cancelLines = z.object({ kind: z.literal('cancel_lines'), lineIds: z.array(id).min(1).max(100) });
/** What can be done to an order. None of it can be taken back. */
export const orderTask = z.discriminatedUnion('kind', [handleReturn, cancelLines]);
export type OrderTask = z.infer<typeof orderTask>;

export const orderAction = z.object({
  id,
  task: orderTask,
  state: orderActionState,
  fault: orderActionFault.nullable(),
  agentId: id.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type OrderAction = z.infer<typeof orderAction>;
/** `idempotencyKey`: chosen by the client, so that a repeated request does nothing more. */
export const startOrderActionRequest = z.object({ idempotencyKey: z.uuid(), task: orderTask });
export type StartOrderActionRequest = z.infer<typeof startOrderActionRequest>;

export const order = z.object({
  id,
  sourceId: id,
  /** `bol`, say. */
  sourceKind: z.string(),
  sourceName: z.string(),
  number: z.string(),
  placedAt: instant,
  status: orderStatus,
  /** As little as is needed to know that it is the right customer. */
  customer: z.object({ name: z.string(), city: z.string() }),
  /** ISO 4217. */
  currency: z.string().length(3),
  totalMinor: minor,
  lines: z.array(orderLine),
  shipments: z.array(shipment),
  returns: z.array(orderReturn),
  /** Newest first; those of the last weeks. */
  actions: z.array(orderAction),
  /** What its shop takes from us. */
  can: z.object({ resolutions: z.array(returnResolution), cancel: z.boolean() }),
  /** When the shop was asked last. */
  checkedAt: instant,
  /** The shop could not be asked since. */
  stale: z.boolean(),
});
export type Order = z.infer<typeof order>;

/**
 * How an order belongs to a ticket. `linked`: a colleague said so; `customer`: the shop itself says that it is this
 * customer's; `mentioned`: its number stands in the conversation, which anybody could have written.
 */
export const orderTie = z.enum(['linked', 'customer', 'mentioned']);
export type OrderTie = z.infer<typeof orderTie>;
export const ticketOrder = z.object({ tie: orderTie, order });
export type TicketOrder = z.infer<typeof ticketOrder>;
export const ticketOrders = z.object({
  items: z.array(ticketOrder),
  /** Numbers in the conversation that look like orders and that no shop knows (yet). */
  unknownNumbers: z.array(z.string()),
  /** Orders come in from somewhere; otherwise there is nothing to show. */
  connected: z.boolean(),
});
export type TicketOrders = z.infer<typeof ticketOrders>;
export const linkOrderRequest = z.object({ number: z.string().trim().min(3).max(40) });
export type LinkOrderRequest = z.infer<typeof linkOrderRequest>;
