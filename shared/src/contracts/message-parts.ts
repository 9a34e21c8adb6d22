import { z } from 'zod';
import { id } from './common.ts';

/** What a message refers to: the first words of it. */
export const quotedMessage = z.object({
  messageId: id,
  direction: z.enum(['inbound', 'outbound', 'note']),
  name: z.string(),
  text: z.string(),
});

/** A sign that was put to a message. */
export const reaction = z.object({
  by: z.enum(['customer', 'us']),
  emoji: z.string(),
  agentId: id.nullable(),
  state: z.enum(['queued', 'sent', 'failed']),
  /** Of `failed`. */
  reason: z.string().nullable(),
});

/** Of one picture sign, in whichever form. As text: not every compiler knows the flag. */
const EMOJI = '^\\p{RGI_Emoji}$';
/** Null takes it back. */
export const reactionRequest = z.object({ emoji: z.string().max(40).regex(new RegExp(EMOJI, 'v')).nullable() });
export type ReactionRequest = z.infer<typeof reactionRequest>;
