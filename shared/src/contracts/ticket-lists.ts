import { z } from 'zod';
import { page } from './common.ts';
import { message, personalRow } from './tickets.ts';

export const failedDelivery = z.object({ ticket: personalRow, message });
export const failedDeliveryPage = page(failedDelivery);

export const tagList = z.object({ items: z.array(z.object({ name: z.string(), count: z.number().int() })) });
