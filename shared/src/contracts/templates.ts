import { z } from 'zod';
import { id, instant } from './common.ts';

/** Only `approved` ones can be sent. */
export const templateStatus = z.enum(['approved', 'pending', 'paused', 'rejected', 'disabled']);
export type TemplateStatus = z.infer<typeof templateStatus>;

/** `value`: where a button leads to, the number it calls, the code it copies. */
const templateButton = z.object({
  kind: z.enum(['reply', 'url', 'phone', 'copy_code', 'other']),
  text: z.string(),
  value: z.string().nullable(),
});

/** Texts hold variables as `{{1}}` or `{{first_name}}`; see `domain/templates.ts`. */
export const templateContent = z.object({
  header: z.object({ kind: z.enum(['text', 'image', 'video', 'document', 'location']), text: z.string() }).nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(templateButton),
  /** What its makers gave the provider as an example, by the variable's key. */
  examples: z.record(z.string(), z.string()),
});
export type TemplateContent = z.infer<typeof templateContent>;

/** A text that the provider of a channel has approved, for when a free answer may not go. */
export const messageTemplate = templateContent.extend({
  id,
  channelAccountId: id,
  name: z.string(),
  /** As the provider writes it: `nl`, `en_US`. */
  language: z.string(),
  /** In the provider's word, lower case. */
  category: z.string(),
  status: templateStatus,
  /** Why it was rejected or paused, in the provider's words. */
  reason: z.string().nullable(),
  /** It holds nothing but what can be filled in here. */
  sendable: z.boolean(),
});
export type MessageTemplate = z.infer<typeof messageTemplate>;

export const messageTemplates = z.object({
  items: z.array(messageTemplate),
  /** When they were last fetched; null: never yet. */
  syncedAt: instant.nullable(),
  /** Why they could not be fetched last; null when they could. */
  problem: z.string().nullable(),
});
export type MessageTemplates = z.infer<typeof messageTemplates>;

/** A template with its variables filled in, by key. */
export const chosenTemplate = z.object({ id, values: z.record(z.string().max(100), z.string().max(1_024)) });
export type ChosenTemplate = z.infer<typeof chosenTemplate>;
