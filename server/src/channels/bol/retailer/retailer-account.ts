import { z } from 'zod';
import type { ConnectedSource } from '../../../modules/orders/public.ts';
import type { RetailerAccess } from './retailer-tokens.ts';

/** How a connection with bol is stored. */
export const retailerSettings = z.object({
  clientId: z.string(),
  /** Of orders from before it was connected. */
  backfillDays: z.number().int(),
});
export type RetailerSettings = z.infer<typeof retailerSettings>;
const retailerSecrets = z.object({ clientSecret: z.string() });

export function accessOf({ settings, secrets }: ConnectedSource): RetailerAccess {
  return { clientId: retailerSettings.parse(settings).clientId, ...retailerSecrets.parse(secrets) };
}

/** Days are those of the Netherlands, where bol is. */
export const BOL_ZONE = 'Europe/Amsterdam';
