import { z } from 'zod';
import { id, instant } from './common.ts';

/** A file that a customer fetches, because no mail holds it. */
const fileLink = z.object({
  expiresAt: instant,
  downloads: z.number().int(),
  lastDownloadAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

/** What the virus scanner says of a file. */
const fileScan = z.object({
  state: z.enum(['waiting', 'clean', 'infected', 'unscannable']),
  virus: z.string().nullable(),
});

export const attachment = z.object({
  id,
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  /** Set for pictures that stand in the text: `<img src="cid:…">` is rewritten to the attachment's address. */
  inline: z.boolean(),
  /** The console may show it in place (pictures, PDF); everything else is download only. */
  previewable: z.boolean(),
  /** It went as a link to download, because the mail would have been too large. */
  link: fileLink.nullable(),
  /** What the virus scanner says; null where none looked. Only what is `clean` or null can be fetched. */
  scan: fileScan.nullable(),
});
export type Attachment = z.infer<typeof attachment>;

/** The virus scanner: files that wait for it, and whether one of them waits for too long. */
export const scannerStatus = z.object({ on: z.boolean(), waiting: z.number().int(), stuck: z.boolean() });
export type ScannerStatus = z.infer<typeof scannerStatus>;
