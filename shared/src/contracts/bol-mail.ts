import { z } from 'zod';
import { channelAccount } from './channels.ts';
import { id, instant } from './common.ts';

/** Matched without regard to case, accents and spacing; `*` stands for anything on the same line. */
const phrase = z
  .string()
  .trim()
  .min(2)
  .max(200)
  .refine((text) => (text.match(/\*/g)?.length ?? 0) <= 3 && /[^*\s]{2}/.test(text));
const phrases = z.array(phrase).max(30).default([]);

/** `undelivered`: bol could not pass an answer of ours on. */
export const bolMailKind = z.enum(['question', 'answer', 'verification', 'undelivered', 'notice']);
export type BolMailKind = z.infer<typeof bolMailKind>;

export const bolField = z.enum([
  'orderNumber',
  'caseNumber',
  'customerName',
  'productTitle',
  'ean',
  'topic',
  'country',
  'question',
  'relayAddress',
  'code',
  'link',
  'contactAddress',
]);
export type BolField = z.infer<typeof bolField>;

/**
 * Where one thing stands in the mail: behind the first of the labels that is there, up to one of the phrases or as far as
 * its shape goes. `line` to the end of the line, `text` to the end of the mail; the others are what looks like one.
 */
export const bolReading = z.object({
  field: bolField,
  in: z.enum(['subject', 'body', 'senderName']),
  /** None: from the beginning. */
  after: phrases,
  until: phrases,
  as: z.enum(['line', 'text', 'order', 'digits', 'ean', 'country', 'link', 'address']),
});
export type BolReading = z.infer<typeof bolReading>;

/** How one kind of bol's mails is recognised and read. No regular expressions: nothing here can be slow. */
export const bolPattern = z.object({
  kind: bolMailKind,
  name: z.string().trim().min(1).max(120),
  /** Addresses or domains of the sender, one of which it must be; none: whoever sends for bol. A domain counts with all below it. */
  from: z.array(z.string().trim().toLowerCase().min(3).max(200)).max(20).default([]),
  /** One of them stands in the subject; none: any subject. */
  subject: phrases,
  /** One of them stands in the text; none: any text. */
  body: phrases,
  /** None of them stands in subject or text. */
  not: phrases,
  /** It calls nobody to work. */
  quiet: z.boolean().default(false),
  enabled: z.boolean().default(true),
  read: z.array(bolReading).max(40).default([]),
});
export type BolPattern = z.infer<typeof bolPattern>;

export const bolPatternKey = z.string().regex(/^[a-z0-9-]{1,60}$/);
export const storedBolPattern = z.object({
  key: bolPatternKey,
  /** 0: as it comes with Balie. */
  version: z.number().int(),
  pattern: bolPattern,
  /** Comes with Balie; others can be removed. */
  builtIn: z.boolean(),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
});
export type StoredBolPattern = z.infer<typeof storedBolPattern>;
/** In the order in which they are tried. */
export const bolPatterns = z.object({ items: z.array(storedBolPattern) });
export const saveBolPatternRequest = z.object({ key: bolPatternKey, pattern: bolPattern });
export const resetBolPatternRequest = z.object({ key: bolPatternKey });

/** A mail to try a pattern on: one that came in, or a text that somebody pasted. */
export const tryBolPatternRequest = z.object({
  pattern: bolPattern.nullable(),
  mail: z.union([
    z.object({ messageId: id }),
    z.object({
      from: z.string().max(320),
      fromName: z.string().max(300).default(''),
      subject: z.string().max(1_000),
      text: z.string().max(100_000),
    }),
  ]),
});
export type TryBolPatternRequest = z.infer<typeof tryBolPatternRequest>;
export const triedBolPattern = z.object({
  /** The pattern that was given knows the mail; without one: any does. */
  matches: z.boolean(),
  /** Without a pattern: which knows it. */
  key: bolPatternKey.nullable(),
  read: z.partialRecord(bolField, z.string()),
  /** The mail as it was looked at. */
  mail: z.object({ from: z.string(), fromName: z.string(), subject: z.string(), text: z.string() }),
});
export type TriedBolPattern = z.infer<typeof triedBolPattern>;

/** What bol takes; bol publishes no numbers, so an owner can set what they find. */
export const bolRules = z.object({
  fileTypes: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9]{1,8}$/),
    )
    .min(1)
    .max(30),
  maxBytes: z
    .number()
    .int()
    .min(100_000)
    .max(25 * 1024 * 1024),
  links: z.boolean(),
  holdPhrases: z.array(z.string().trim().min(4).max(200)).max(100),
});
export type BolRules = z.infer<typeof bolRules>;

export const connectBolRequest = z.object({
  /** The mailbox that bol's mail comes to. */
  mailAccountId: id,
  name: z.string().trim().min(1).max(120),
  /** What stands at bol as the address for customer questions; usually the mailbox's own. */
  contactAddress: z.email().max(320),
});
export type ConnectBolRequest = z.infer<typeof connectBolRequest>;
export const updateBolRequest = z.object({ contactAddress: z.email().max(320), rules: bolRules }).partial();
export type UpdateBolRequest = z.infer<typeof updateBolRequest>;

export const bolMailSettings = z.object({
  account: channelAccount,
  contactAddress: z.string(),
  /** Null: it was disconnected. */
  mailbox: z.object({ id, name: z.string(), address: z.string(), sendsFrom: z.string().nullable(), status: z.string() }).nullable(),
  rules: bolRules,
  /** The newest mail in which bol asks to confirm the address. `link` leads to bol. */
  verification: z.object({ code: z.string().nullable(), link: z.string().nullable(), at: instant }).nullable(),
  /** The test question on its way through the mailbox. */
  test: z.object({ sentAt: instant, seenAt: instant.nullable(), failure: z.string().nullable() }).nullable(),
  firstQuestionAt: instant.nullable(),
  lastQuestionAt: instant.nullable(),
});
export type BolMailSettings = z.infer<typeof bolMailSettings>;
