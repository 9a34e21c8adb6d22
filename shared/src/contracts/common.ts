import { z } from 'zod';

/** Wire shapes that every other contract is built from. */

export const id = z.uuid();
/** A moment, ISO 8601 in UTC with milliseconds: `2026-03-01T09:00:00.000Z`. */
export const instant = z.iso.datetime({ offset: true });
export const locale = z.enum(['nl', 'en']);
export type Locale = z.infer<typeof locale>;

/** One page of a keyset-paginated list; `nextCursor` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** An e-mail address with the name it was written with. */
export const mailAddress = z.object({ address: z.string().max(320), name: z.string().max(300).default('') });
export type MailAddress = z.infer<typeof mailAddress>;

/** RFC 9457 problem document. `code` is stable and may be translated by clients; `detail` says what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  /** Validation faults by field path (`imap.host`), so that a form can show each next to its field. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What the caller needs to recover, for instance the current values after a lost race. */
  meta: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof problem>;
