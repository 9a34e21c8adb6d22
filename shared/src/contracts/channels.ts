import { z } from 'zod';
import { id, instant, locale } from './common.ts';
import { identityKind } from './contacts.ts';

/** What a channel is called in the machine: in the addresses that providers call, in the database, among the texts of the console. */
export const channelKind = z.string().regex(/^[a-z]{1,30}$/, 'A few lower-case letters');
export type ChannelKind = z.infer<typeof channelKind>;

/** What a channel can do; the console offers nothing else and never asks for a channel by its name. */
export const channelCapabilities = z.object({
  /** What people call the channel, for a console that has no words of its own for it. */
  called: z.record(locale, z.string().min(1).max(40)).optional(),
  /** Answers can be written; otherwise there are only notes. */
  reply: z.boolean(),
  richText: z.boolean(),
  subject: z.boolean(),
  /** To, Cc and Bcc can be chosen. */
  recipients: z.boolean(),
  /** Whom a message may go to who did not write by this channel: what they must be known by, the best first. Absent: nobody. */
  reaches: z.array(identityKind).optional(),
  /** Of these only who is known to the very account: `knownAt` of a ticket tells. */
  reachesKnown: z.boolean().optional(),
  /** An agent may start a conversation. */
  startConversation: z.boolean(),
  attachments: z
    .object({
      maxBytesEach: z.number().int(),
      maxBytesTotal: z.number().int(),
      /** Files that make a message larger than so many bytes go as links; null: none does. See `domain/file-links.ts`. */
      linksBeyondBytes: z.number().int().nullable(),
      /** Endings of the names of files that the provider takes, such as `pdf`; absent: all. */
      types: z.array(z.string()).optional(),
    })
    .nullable(),
  /** So long after the customer's last message an answer may be written freely; absent: always. */
  replyWindowHours: z.number().int().optional(),
  /** After that, what the provider has approved. */
  templates: z.boolean().optional(),
  /** The provider tells when a message was delivered and read. */
  readReceipts: z.boolean().optional(),
  /** What is sent goes over no provider that could limit it. */
  unlimited: z.boolean().optional(),
  /** The customer can be shown that somebody writes. */
  typing: z.boolean().optional(),
  /** The customer can be told that a message was read; an owner decides whether they are. */
  readMarks: z.boolean().optional(),
  /** One sign can be put to a message of the customer. */
  reactions: z.boolean().optional(),
  /** An answer can refer to one message of the conversation. */
  quotes: z.boolean().optional(),
  /** What customers are reached by, where it is not a mail address. */
  reachedBy: z.enum(['phone']).optional(),
  /** Only people may answer, and why: nothing that a machine writes leaves by this channel. Absent: machines may. */
  automaticReplies: z.object({ allowed: z.literal(false), reason: z.string() }).optional(),
  /** False: no signature goes under an answer. */
  signature: z.boolean().optional(),
  /** False: an answer may hold no links. */
  links: z.boolean().optional(),
  /** An answer that says only this and nothing else counts as none with the provider; the composer warns. */
  holdPhrases: z.array(z.string()).optional(),
});
export type ChannelCapabilities = z.infer<typeof channelCapabilities>;

export const channelAccountStatus = z.enum([
  /** No successful contact yet. */
  'connecting',
  /** Working. */
  'connected',
  /** Failing for now; retried by itself. */
  'retrying',
  /** The provider refuses our credentials: a person has to act, nothing is tried meanwhile. */
  'needs_attention',
  /** Switched off by a person. */
  'paused',
]);
export type ChannelAccountStatus = z.infer<typeof channelAccountStatus>;

export const channelAccount = z.object({
  id,
  shopId: id,
  kind: channelKind,
  name: z.string(),
  /** What customers write to: the mail address, the phone number. */
  address: z.string(),
  /** The address as people write it: a number with its groups. */
  shownAddress: z.string(),
  status: channelAccountStatus,
  capabilities: channelCapabilities,
  lastSuccessAt: instant.nullable(),
  /** Seconds between the arrival of the newest message at the provider and its arrival here. */
  lagSeconds: z.number().nullable(),
  lastErrorAt: instant.nullable(),
  lastErrorCode: z.string().nullable(),
  /** In plain words, in English; clients translate `lastErrorCode` where they know it. */
  lastError: z.string().nullable(),
  /** The account by which this one's messages come and go, where it is that one that does not work: status and error are its own. */
  heldUpBy: z.object({ id, name: z.string() }).optional(),
  /** When the owners were told that it does not work; null once it does again. */
  alarmedAt: instant.nullable(),
  /** Customers are told that their message was read and that somebody writes, where the channel can. */
  tellsReading: z.boolean(),
  /** History being brought in at connect; null when none was asked for. */
  backfill: z.object({ total: z.number().int().nullable(), done: z.number().int(), finishedAt: instant.nullable() }).nullable(),
  createdAt: instant,
});
export type ChannelAccount = z.infer<typeof channelAccount>;
export const updateChannelAccountRequest = z
  .object({ name: z.string().trim().min(1).max(120), shopId: id, paused: z.boolean(), tellsReading: z.boolean() })
  .partial();
export type UpdateChannelAccountRequest = z.infer<typeof updateChannelAccountRequest>;

const port = z.number().int().min(1).max(65535);
/** `tls` from the first byte, `starttls` required, or `none` (only when the operator allows it). */
export const transportSecurity = z.enum(['tls', 'starttls', 'none']);
const endpoint = z.object({ host: z.string().trim().min(1).max(255), port, security: transportSecurity });
const credentials = { user: z.string().trim().min(1).max(320), password: z.string().min(1).max(1000) };

/** Where an owner signs in to connect a mailbox, instead of giving a password. */
export const emailSignIn = z.enum(['google', 'microsoft']);
export type EmailSignIn = z.infer<typeof emailSignIn>;

export const emailProposalRequest = z.object({ address: z.email() });
export const emailProposal = z.object({
  /** Name of the recognised provider, or null when the settings are guessed from the domain. */
  provider: z.string().nullable(),
  imap: endpoint,
  smtp: endpoint,
  user: z.string(),
  /** i18n key of a provider's peculiarity, such as `app-password`. */
  hint: z.string().nullable(),
  /** Signing in there connects the mailbox; null where a password is the way. */
  signIn: emailSignIn.nullable(),
  /** Mail can be forwarded to this installation instead. */
  forwarding: z.boolean(),
});
export type EmailProposal = z.infer<typeof emailProposal>;

export const emailConnection = z.object({
  address: z.email(),
  imap: endpoint.extend(credentials),
  smtp: endpoint.extend(credentials),
});
export type EmailConnection = z.infer<typeof emailConnection>;

export const emailTestFailureCode = z.enum([
  'host_not_found',
  'connection_refused',
  'connection_timed_out',
  'connection_lost',
  'tls_failed',
  'certificate_invalid',
  'wrong_password',
  'no_inbox',
  'sender_refused',
  'address_not_allowed',
  'starttls_unsupported',
  'not_this_protocol',
  'unknown',
]);
export const emailTestStep = z.object({
  step: z.enum(['imap', 'smtp']),
  ok: z.boolean(),
  code: emailTestFailureCode.nullable(),
  /** Plain words plus the server's own answer. */
  detail: z.string().nullable(),
});
export const emailTestResult = z.object({
  ok: z.boolean(),
  steps: z.array(emailTestStep),
  /** Messages in the inbox, so that the owner can choose how much history to bring. */
  messageCount: z.number().int().nullable(),
});
export type EmailTestResult = z.infer<typeof emailTestResult>;

export const connectEmailRequest = emailConnection.extend({
  shopId: id,
  name: z.string().trim().min(1).max(120),
  /** Days of history to bring in; null for "from now on". Fifty years are everything there is. */
  historyDays: z.number().int().min(1).max(18_250).nullable(),
});
export type ConnectEmailRequest = z.infer<typeof connectEmailRequest>;
/** Begins signing in at the provider: a new account, or with `accountId` one that must be connected anew. */
export const startEmailSignInRequest = z.object({
  provider: emailSignIn,
  address: z.email(),
  shopId: id,
  historyDays: connectEmailRequest.shape.historyDays,
  accountId: id.nullable(),
});
export type StartEmailSignInRequest = z.infer<typeof startEmailSignInRequest>;
/** Send the browser there; it comes back to `/settings/channels/oauth` with `code` and `state`. */
export const startedEmailSignIn = z.object({ url: z.string() });
export const completeEmailSignInRequest = z.object({ code: z.string().min(1).max(4000), state: z.string().min(1).max(4000) });
export type CompleteEmailSignInRequest = z.infer<typeof completeEmailSignInRequest>;

/** Connects an address whose mail the shop forwards to us: no password to read it. */
export const connectForwardingRequest = z.object({
  address: z.email(),
  shopId: id,
  name: z.string().trim().min(1).max(120),
  smtp: endpoint.extend(credentials).nullable(),
});
export type ConnectForwardingRequest = z.infer<typeof connectForwardingRequest>;

/** An empty password keeps the stored one. */
export const emailSettings = z.object({
  address: z.string(),
  /** Null when mail is forwarded to us instead of fetched. */
  imap: endpoint.extend({ user: z.string() }).nullable(),
  /** Null when nothing can be sent. */
  smtp: endpoint.extend({ user: z.string() }).nullable(),
  forwarding: z
    .object({
      /** What the shop forwards its mail to. */
      to: z.string(),
      /** The newest mail in which a provider asks to confirm the forwarding. */
      verification: z.object({ from: z.string(), code: z.string().nullable(), link: z.string().nullable(), at: instant }).nullable(),
    })
    .nullable(),
  /** Where its owner signed in; null when it works by password. */
  signIn: emailSignIn.nullable(),
  /** Copies of replies are put into the folder of sent mail. */
  copyToSent: z.boolean(),
  /** The provider does so by itself: a copy of ours would be a second one. */
  providerKeepsCopies: z.boolean(),
  /** Without a server for sending: the address from which this installation sends for it; null when nothing can be sent. */
  sentFor: z.string().nullable(),
});
export type EmailSettings = z.infer<typeof emailSettings>;
export const updateEmailConnectionRequest = z.object({
  imap: endpoint.extend({ user: credentials.user, password: z.string().max(1000) }),
  smtp: endpoint.extend({ user: credentials.user, password: z.string().max(1000) }),
  /** Absent: stays as it is; at first, as the provider needs it. */
  copyToSent: z.boolean().optional(),
});

/** For an address whose mail is forwarded: the server for sending, tried before it is kept; an empty password keeps the stored one. */
export const updateSendingRequest = z.object({
  smtp: endpoint.extend({ user: credentials.user, password: z.string().max(1000) }).nullable(),
});
export type UpdateSendingRequest = z.infer<typeof updateSendingRequest>;
/** Null: as the provider needs it. */
export const updateCopiesRequest = z.object({ copyToSent: z.boolean().nullable() });
