import { z } from 'zod';

/** What a visitor wrote, as it is kept before it is in a ticket. Who they are is looked up when it is read. */
export const rawChatMessage = z.object({
  id: z.uuid(),
  visitorId: z.uuid(),
  text: z.string(),
  files: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      contentType: z.string(),
      sizeBytes: z.number(),
      sha256: z.string().nullable(),
      storageKey: z.string(),
    }),
  ),
});
export type RawChatMessage = z.infer<typeof rawChatMessage>;
