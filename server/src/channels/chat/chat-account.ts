import { type ChatLook, chatLook } from '@balie/shared/contracts/chat-desk.ts';
import { z } from 'zod';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';

/** With which a shop's server vouches for its customers. */
const identitySecret = z.object({ secret: z.string(), createdAt: z.string() });
export const chatSecrets = z.object({
  current: identitySecret.nullable(),
  /** Works until then, so that a shop can go over to the new one at its ease. */
  previous: z.object({ secret: z.string(), until: z.string() }).nullable(),
});
export type ChatSecrets = z.infer<typeof chatSecrets>;
export const NO_SECRETS: ChatSecrets = { current: null, previous: null };

export function lookOf({ settings }: Pick<ChannelAccountForAdapter, 'settings'>): ChatLook {
  return chatLook.parse(settings);
}

export function secretsOf({ secrets }: Pick<ChannelAccountForAdapter, 'secrets'>): ChatSecrets {
  return chatSecrets.catch(NO_SECRETS).parse(secrets);
}

/** Those that work now, the newest first. */
export function validSecrets({ current, previous }: ChatSecrets, now: Date): string[] {
  return [...(current ? [current.secret] : []), ...(previous && new Date(previous.until) > now ? [previous.secret] : [])];
}
