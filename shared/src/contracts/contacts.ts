import { z } from 'zod';
import { id, instant } from './common.ts';

/**
 * What a customer is known by. `value` is normalised: mail in lower case, phones as E.164, all others as their channel
 * gives them (`whatsapp_user` a business-scoped user id, `chat_visitor` the id in the widget, `bol_order` an order number):
 * their kinds are the channels' own, named after them.
 */
export const identityKind = z
  .string()
  .regex(/^[a-z]+(_[a-z]+)*$/)
  .max(40);
export type IdentityKind = z.infer<typeof identityKind>;
/** The kinds that a colleague adds by hand; the others are proven by their channel. */
export const handKind = z.enum(['email', 'phone']);

export const identity = z.object({
  id,
  kind: identityKind,
  value: z.string(),
  /** As people write it: a number with its groups. */
  shown: z.string(),
  /** Made by a marketplace for one order: it leads to the customer of that order, and tells nothing of who they are. */
  relay: z.boolean(),
  /** Mail to it came back, and nothing came from it since. */
  undeliverable: z.object({ at: instant, code: z.string(), reason: z.string() }).nullable(),
});
export type Identity = z.infer<typeof identity>;
/** What the shop calls a kind of customers: `vip`, `zakelijk`. Written alike, they are one. */
export const contactGroup = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(50)
  .regex(/^[^,]+$/u);
export const contactGroups = z.object({ items: z.array(z.object({ name: contactGroup, count: z.number().int() })) });
export const contact = z.object({
  id,
  name: z.string(),
  note: z.string(),
  groups: z.array(contactGroup),
  identities: z.array(identity),
  ticketCount: z.number().int(),
  /** Customers that went up in this one, the last first. Each can be taken out again. */
  merged: z.array(z.object({ id, name: z.string(), at: instant })),
  createdAt: instant,
  version: z.number().int(),
});
export type Contact = z.infer<typeof contact>;
export const updateContactRequest = z.object({
  changes: z
    .object({ name: z.string().trim().min(1).max(200), note: z.string().max(10_000), groups: z.array(contactGroup).max(20) })
    .partial(),
  version: z.number().int(),
});
export type UpdateContactRequest = z.infer<typeof updateContactRequest>;
export const contactSuggestion = z.object({ id, name: z.string(), address: z.string() });
export const contactSuggestions = z.object({ items: z.array(contactSuggestion) });

/** As somebody types it: `06 - 12 34 56 78`, `Jan@Klant.nl`. */
export const addIdentityRequest = z.object({ kind: handKind, value: z.string().trim().min(1).max(320) });
export type AddIdentityRequest = z.infer<typeof addIdentityRequest>;

/** The customer goes up in this other one, which stays. */
export const mergeContactRequest = z.object({ intoContactId: id });
export type MergeContactRequest = z.infer<typeof mergeContactRequest>;
/** After a merge: who stayed, and who went up in it. After it was taken back: who has come back, and from whom. */
export const mergedContacts = z.object({ contact, other: z.object({ id, name: z.string() }) });
export type MergedContacts = z.infer<typeof mergedContacts>;

/**
 * Why two look like one; addresses and evidence as people write them. `mailbox`: one mailbox in two spellings. `phone`: one number in two. `named`: one names an
 * address or number of the other in a message. `same_name`: of one name, and both name the same order or postcode.
 */
export const likenessReason = z.enum(['mailbox', 'phone', 'named', 'same_name']);
export const samePerson = z.object({
  contact: z.object({ id, name: z.string(), addresses: z.array(z.string()), ticketCount: z.number().int() }),
  reason: likenessReason,
  /** What both have: an address, a number, an order. */
  evidence: z.string(),
});
export type SamePerson = z.infer<typeof samePerson>;
export const samePeople = z.object({ items: z.array(samePerson) });
/** `false` takes it back. */
export const differentRequest = z.object({ otherId: id, different: z.boolean() });
export type DifferentRequest = z.infer<typeof differentRequest>;
