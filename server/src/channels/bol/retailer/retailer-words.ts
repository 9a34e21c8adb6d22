import type { ReturnResolution, ShipmentEventCode } from '@balie/shared/contracts/orders.ts';

/** bol's words for what the orders call by their own. */

const EVENTS: Readonly<Record<string, ShipmentEventCode>> = {
  PRE_ANNOUNCED: 'announced',
  AT_TRANSPORTER: 'at_carrier',
  IN_TRANSIT: 'in_transit',
  DELIVERED_AT_NEIGHBOURS: 'delivered_at_neighbours',
  DELIVERED_AT_CUSTOMER: 'delivered',
  PICKED_UP_AT_PICK_UP_POINT: 'picked_up',
  AT_PICK_UP_POINT: 'at_pickup_point',
  RETURNED_TO_SENDER: 'returned_to_sender',
};
/** After these nothing follows. */
const ENDS: ReadonlySet<ShipmentEventCode> = new Set(['delivered', 'delivered_at_neighbours', 'picked_up', 'returned_to_sender']);

export function eventCode(code: string): ShipmentEventCode {
  return EVENTS[code] ?? 'other';
}
export function isEnd(code: ShipmentEventCode): boolean {
  return ENDS.has(code);
}

export const HANDLING_RESULTS: Readonly<Record<ReturnResolution, string>> = {
  accept: 'RETURN_RECEIVED',
  exchange: 'EXCHANGE_PRODUCT',
  repair: 'REPAIR_PRODUCT',
  keep_paid: 'CUSTOMER_KEEPS_PRODUCT_PAID',
  reject: 'RETURN_DOES_NOT_MEET_CONDITIONS',
  still_accept: 'STILL_APPROVED',
};
const RESOLUTIONS = new Map(Object.entries(HANDLING_RESULTS).map(([resolution, word]) => [word, resolution as ReturnResolution]));

/** Null for a word that is bol's alone. */
export function resolutionOf(handlingResult: string): ReturnResolution | null {
  return RESOLUTIONS.get(handlingResult) ?? null;
}

const CARRIERS: Readonly<Record<string, string>> = {
  TNT: 'PostNL',
  'TNT-EXTRA': 'PostNL Extra@Home',
  TNT_BRIEF: 'PostNL (brief)',
  'TNT-EXPRESS': 'PostNL Express',
  BRIEFPOST: 'Briefpost',
  BPOST_BE: 'bpost',
  BPOST_BRIEF: 'bpost (brief)',
  DHLFORYOU: 'DHL eCommerce',
  DHL: 'DHL',
  'DPD-NL': 'DPD',
  'DPD-BE': 'DPD',
  GLS: 'GLS',
  UPS: 'UPS',
  HOMERR: 'Homerr',
  FEDEX_NL: 'FedEx',
  BUDBEE: 'Budbee',
  TRUNKRS: 'Trunkrs',
  OTHER: '',
};

/** As people call them; a carrier that is not here keeps bol's name. */
export function carrierName(transporterCode: string): string {
  return CARRIERS[transporterCode] ?? transporterCode;
}
