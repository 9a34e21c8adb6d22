import { z } from 'zod';
import { id, instant } from './common.ts';
import { sendingChanges } from './tickets.ts';

/** Macros: words that are written again and again, with what is done to the ticket when they are sent. */

/** Whose it is: of whoever made it, of a team, of a shop, or of everybody. */
export const macroScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('personal') }),
  z.object({ kind: z.literal('team'), teamId: id }),
  z.object({ kind: z.literal('shop'), shopId: id }),
  z.object({ kind: z.literal('everybody') }),
]);
export type MacroScope = z.infer<typeof macroScope>;

/** What comes after the `;` in the composer. */
export const macroShortcut = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,29}$/);

/** `me`: whoever sends it. */
export const macroChanges = sendingChanges.extend({ assigneeId: z.union([id, z.literal('me')]).optional() });
export type MacroChanges = z.infer<typeof macroChanges>;

const words = z.string().max(20_000);
export const saveMacroRequest = z.object({
  name: z.string().trim().min(1).max(120),
  /** Empty: none. */
  folder: z.string().trim().max(60).default(''),
  shortcut: macroShortcut.nullable(),
  /** With variables (see `TEXT_VARIABLES`); an empty one gives way to the other. Both may be empty: then only something is done. */
  text: z.object({ nl: words, en: words }),
  changes: macroChanges,
  scope: macroScope,
});
export type SaveMacroRequest = z.infer<typeof saveMacroRequest>;
export const macro = saveMacroRequest.extend({
  id,
  /** The asking colleague may change it. */
  mine: z.boolean(),
  uses: z.number().int(),
  lastUsedAt: instant.nullable(),
});
export type Macro = z.infer<typeof macro>;
/** Those that the asking colleague can use, and those of others that they may manage; by folder and name. */
export const macroList = z.object({ items: z.array(macro) });
