import { z } from 'zod';
import { id, instant } from './common.ts';

export const identity = z.object({
  id,
  kind: z.enum(['email', 'phone', 'whatsapp']),
  value: z.string(),
  /** Mail to it came back, and nothing came from it since. */
  undeliverable: z.object({ at: instant, code: z.string(), reason: z.string() }).nullable(),
});
export const contact = z.object({
  id,
  name: z.string(),
  note: z.string(),
  identities: z.array(identity),
  ticketCount: z.number().int(),
  createdAt: instant,
  version: z.number().int(),
});
export type Contact = z.infer<typeof contact>;
export const updateContactRequest = z.object({
  changes: z.object({ name: z.string().trim().min(1).max(200), note: z.string().max(10_000) }).partial(),
  version: z.number().int(),
});
export type UpdateContactRequest = z.infer<typeof updateContactRequest>;
export const contactSuggestion = z.object({ id, name: z.string(), address: z.string() });
export const contactSuggestions = z.object({ items: z.array(contactSuggestion) });
