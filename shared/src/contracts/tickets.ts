import { z } from 'zod';
import { activityType } from './activity-types.ts';
import { callFacts } from './calls.ts';
import { channelKind } from './channels.ts';
import { id, instant, mailAddress, page, pageQuery } from './common.ts';
import { contact } from './contacts.ts';
import { ticketDeadline } from './deadlines.ts';
import { attachment } from './files.ts';
import { marketplaceFacts } from './marketplace.ts';
import { quotedMessage, reaction } from './message-parts.ts';
import { chosenTemplate } from './templates.ts';

export const ticketStatus = z.enum(['open', 'pending', 'snoozed', 'solved', 'closed', 'spam']);
export type TicketStatus = z.infer<typeof ticketStatus>;
export const priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof priority>;
export const tagName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(50)
  .regex(/^[^\s,]+$/u);

/** A ticket as a row of a list. Holds everything a row shows, so that one event can redraw it. */
export const ticketRow = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  status: ticketStatus,
  priority,
  contact: z.object({ id, name: z.string(), address: z.string() }),
  shopId: id,
  channelAccountId: id,
  channelKind,
  assigneeId: id.nullable(),
  teamId: id.nullable(),
  tags: z.array(z.string()),
  /** First ~200 characters of the newest message a person wrote, and which way it went. */
  preview: z.string(),
  lastDirection: z.enum(['inbound', 'outbound', 'note']),
  lastMessageAt: instant,
  lastInboundAt: instant.nullable(),
  /** Since when the customer waits for an answer; null when nobody waits. */
  waitingSince: instant.nullable(),
  snoozedUntil: instant.nullable(),
  /** What it has to meet next; null when nothing is promised, or nothing is owed. */
  deadline: ticketDeadline.nullable(),
  hasFailedDelivery: z.boolean(),
  messageCount: z.number().int(),
  /** The ticket this one went up in; its messages stand there. */
  mergedIntoId: id.nullable(),
  createdAt: instant,
  /** Raised by every change; a lower version never replaces a higher one on screen. */
  version: z.number().int(),
});
export type TicketRow = z.infer<typeof ticketRow>;

/** What only one agent knows of a row; given with lists, never broadcast. */
export const personalRow = ticketRow.extend({
  /** When this agent last read the ticket. Unread = lastInboundAt is later. */
  readAt: instant.nullable(),
  hasDraft: z.boolean(),
});
export type PersonalRow = z.infer<typeof personalRow>;

/** `breaching`: not done, and warned of or overdue. */
export const VIEW_IDS = ['mine', 'unassigned', 'open', 'breaching', 'pending', 'snoozed', 'solved', 'spam'] as const;
/** A built-in view, or `team:<id>`: a team's open tickets. */
export const viewId = z.union([z.enum(VIEW_IDS), z.templateLiteral(['team:', z.uuid()])]);
export type ViewId = z.infer<typeof viewId>;
/** `due`: by the next deadline; what has none (or a paused one) comes last, newest first. */
export const viewSort = z.enum(['newest', 'waiting', 'due']);
export type ViewSort = z.infer<typeof viewSort>;
/** `capped` means "at least this many". `failed` counts failed inbound messages and failed deliveries are views of their own. */
export const viewCounts = z.object({
  views: z.record(z.string(), z.object({ count: z.number().int(), capped: z.boolean() })),
  failedMessages: z.number().int(),
  failedDeliveries: z.number().int(),
});
export type ViewCounts = z.infer<typeof viewCounts>;

/** A page is more than a tall screen shows: the next one is fetched before its end comes near. */
export const viewTicketsQuery = pageQuery.extend({
  limit: pageQuery.shape.limit.unwrap().default(40),
  sort: viewSort.default('newest'),
  shopId: id.optional(),
});
export type ViewTicketsQuery = z.infer<typeof viewTicketsQuery>;
export const ticketPage = page(personalRow);

export const searchQuery = pageQuery.extend({ limit: pageQuery.shape.limit.unwrap().default(30), q: z.string().trim().min(1).max(300) });
export type SearchQuery = z.infer<typeof searchQuery>;
/** `snippet` marks hits with U+0002 (start) and U+0003 (end): plain text, never HTML. */
export const searchHit = personalRow.extend({ snippet: z.string() });
export type SearchHit = z.infer<typeof searchHit>;
export const searchPage = page(searchHit).extend({
  /** Parts of the query that mean nothing here, in the user's own words, such as `status:opn`. */
  unknownOperators: z.array(z.string()),
});

/** inbound: received. Outbound: queued → sending → sent → delivered → read, or failed; `undone` within the undo window. */
export const deliveryState = z.enum(['received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'undone']);
export type DeliveryState = z.infer<typeof deliveryState>;

/** `personal` a human being; `automatic` a machine in somebody's name; `list` to many at once; `bounce` a mail server about ours. */
export const messageNature = z.enum(['personal', 'automatic', 'list', 'bounce']);

export const message = z.object({
  id,
  ticketId: id,
  direction: z.enum(['inbound', 'outbound', 'note']),
  nature: messageNature,
  /** Its sender had no part in the conversation before; answers do not go to them by themselves. */
  fromStranger: z.boolean(),
  /** An answer about something else, by its subject. */
  newSubject: z.boolean(),
  /** Who passed it on; `author` wrote it. */
  forwardedBy: mailAddress.nullable(),
  channelKind: channelKind.nullable(),
  author: z.object({ agentId: id.nullable(), contactId: id.nullable(), name: z.string(), address: z.string() }),
  subject: z.string(),
  from: mailAddress.nullable(),
  to: z.array(mailAddress),
  cc: z.array(mailAddress),
  bcc: z.array(mailAddress),
  /** Sanitised; what the writer wrote, without the quoted history. Empty when the message is plain text. */
  html: z.string(),
  text: z.string(),
  /** There is more than `html`/`text`: GET /api/messages/:id/full has it. */
  hasQuoted: z.boolean(),
  /** Remote pictures were found; they stay off (`data-remote-src`) until asked. */
  hasRemoteImages: z.boolean(),
  attachments: z.array(attachment),
  /** Files that were too large to be taken in; they are still in the mailbox. Sizes are about right. */
  leftOut: z.array(z.object({ name: z.string(), contentType: z.string(), sizeBytes: z.number().int() })),
  mentionIds: z.array(id),
  /** It is a telephone call; `text` says the same in plain words. */
  call: callFacts.nullable(),
  /** The message it refers to, where the channel knows such a thing. */
  quoted: quotedMessage.nullable(),
  /** Signs that were put to it: one of the customer, one of ours. */
  reactions: z.array(reaction),
  /** The approved text that it is, where it is one. */
  template: z.object({ name: z.string(), language: z.string() }).nullable(),
  /** It came over a marketplace. */
  marketplace: marketplaceFacts.nullable(),
  delivery: z.object({
    state: deliveryState,
    /** Until when "Undo" works. */
    undoUntil: instant.nullable(),
    attempts: z.number().int(),
    nextAttemptAt: instant.nullable(),
    /** Nothing is wrong with it: the account has sent what it may for now, or its provider takes no more. Leaves at about `nextAttemptAt`. */
    waitsFor: z.enum(['sending_limit', 'provider']).nullable(),
    /** The provider's own words. */
    reason: z.string().nullable(),
    /** It went out, but a mail server gave it back: with its enhanced status code (RFC 3463; may be empty), for whom. */
    bounce: z.object({ code: z.string(), address: z.string() }).nullable(),
  }),
  /** When it was written or sent, as far as that is known. */
  createdAt: instant,
  /** When it came in here: later than `createdAt` for mail that was under way for long. */
  arrivedAt: instant,
});
export type Message = z.infer<typeof message>;
export const messageFull = z.object({ html: z.string(), text: z.string(), hasRemoteImages: z.boolean() });

/** Something that happened to a ticket, and who did it (null: Balie itself). */
export const activity = z.object({
  id,
  type: activityType,
  agentId: id.nullable(),
  /** Old and new value where it applies: `{ from, to }`, `{ added, removed }`, `{ until }`; another ticket as `{ ticketId, number }`. */
  data: z.record(z.string(), z.unknown()),
  createdAt: instant,
});
export type Activity = z.infer<typeof activity>;

export const timelineItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message }),
  z.object({ kind: z.literal('activity'), activity }),
]);
export type TimelineItem = z.infer<typeof timelineItem>;
/** Oldest first; `olderCursor` is null when the first item is the beginning. */
export const timelinePage = z.object({ items: z.array(timelineItem), olderCursor: z.string().nullable() });
export type TimelinePage = z.infer<typeof timelinePage>;

/** What is done to the ticket when the answer is sent. */
export const sendingChanges = z
  .object({
    status: z.enum(['open', 'pending', 'solved']),
    priority,
    assigneeId: id,
    teamId: id,
    addTags: z.array(tagName).max(20),
    removeTags: z.array(tagName).max(20),
  })
  .partial();
export type SendingChanges = z.infer<typeof sendingChanges>;

const draftContent = z.object({
  html: z.string().max(500_000),
  /** In the place of words, an approved text; `fileId` stands above it, and is one of the attachments. */
  template: chosenTemplate.extend({ fileId: id.optional() }).optional(),
  /** The way it is to go, where that is another than the ticket's. */
  channelAccountId: id.optional(),
  to: z.array(mailAddress).max(100).optional(),
  cc: z.array(mailAddress).max(100).optional(),
  bcc: z.array(mailAddress).max(100).optional(),
  attachmentIds: z.array(id).max(50).default([]),
  /** By macros that were used in it. */
  changes: sendingChanges.optional(),
});
export const draft = z.object({
  kind: z.enum(['reply', 'note']),
  content: draftContent,
  attachments: z.array(attachment),
  updatedAt: instant,
});
export type Draft = z.infer<typeof draft>;
/** `ticketId`: where it is kept. That is another ticket when this one went up in it meanwhile. */
export const savedDraft = draft.extend({ ticketId: id });
export type SavedDraft = z.infer<typeof savedDraft>;
export const saveDraftRequest = draftContent;
export type SaveDraftRequest = z.infer<typeof draftContent>;

/** Everything the conversation screen needs, in one answer. */
export const ticketDetail = z.object({
  ticket: personalRow,
  contact,
  /** The newest items. */
  timeline: timelinePage,
  /** Whom a reply goes to unless the agent says otherwise: our own addresses left out. */
  replyTo: z.object({ to: z.array(mailAddress), cc: z.array(mailAddress) }),
  drafts: z.array(draft),
  /**
   * By account of the shop, and by address: when the customer last wrote from there, in whichever ticket. From then on the channel's
   * `replyWindowHours` count.
   */
  heardFrom: z.record(id, z.record(z.string(), instant)),
  /** By account with the capability `reachesKnown`: as whom the customer is known there now, the likeliest first. */
  knownAt: z.record(id, z.array(mailAddress)),
  /** What the customer asked about, where a marketplace told; `since` when they asked. */
  marketplace: z.object({ facts: marketplaceFacts, since: instant }).nullable(),
  /** Colleagues who are here now. */
  presence: z.array(z.object({ agentId: id, state: z.enum(['viewing', 'typing']) })),
});
export type TicketDetail = z.infer<typeof ticketDetail>;

const outgoing = {
  /** Chosen by the client: the same key twice is one message. */
  idempotencyKey: id,
  html: z.string().min(1).max(500_000),
  to: z.array(mailAddress).min(1).max(100),
  cc: z.array(mailAddress).max(100).default([]),
  bcc: z.array(mailAddress).max(100).default([]),
  attachmentIds: z.array(id).max(50).default([]),
  /** An approved text in the place of `html`, which the server then makes itself. */
  template: chosenTemplate.optional(),
};
/** Status the ticket gets with the reply. */
const thenStatus = z.enum(['open', 'pending', 'solved']).default('pending');
export const replyRequest = z.object({
  ...outgoing,
  /** The message of this ticket that it refers to. */
  quotesId: id.optional(),
  thenStatus,
  /** Another account of the ticket's shop, which the ticket goes on by from now on; absent: the ticket's own. */
  channelAccountId: id.optional(),
  /** What else is to be done with the ticket, by macros that were used. */
  changes: sendingChanges.omit({ status: true }).optional(),
});
export type ReplyRequest = z.infer<typeof replyRequest>;
export const noteRequest = z.object({
  idempotencyKey: id,
  html: z.string().min(1).max(500_000),
  mentionIds: z.array(id).max(50).default([]),
  attachmentIds: z.array(id).max(50).default([]),
});
export type NoteRequest = z.infer<typeof noteRequest>;
export const newTicketRequest = z.object({
  ...outgoing,
  channelAccountId: id,
  subject: z.string().trim().min(1).max(500),
  thenStatus,
});
export type NewTicketRequest = z.infer<typeof newTicketRequest>;
export const ticketAndMessage = z.object({ ticket: ticketRow, message });
export type TicketAndMessage = z.infer<typeof ticketAndMessage>;
/** What was written, given back to the composer after an undo. */
export const undoneReply = z.object({ ticket: ticketRow, draft });
export type UndoneReply = z.infer<typeof undoneReply>;
