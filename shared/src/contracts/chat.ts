import { z } from 'zod';
import { id, instant, locale } from './common.ts';

/**
 * Live chat: what the widget on a shop's page and the server say to one another. Both sides build on this file, so change
 * it by adding. The widget should import its types alone: the schemas are the server's.
 *
 * 1. `GET  /api/chat/:key?language=nl` → `chatWidgetConfig`
 * 2. `POST /api/chat/:key/sessions` `startChatSessionRequest` → `chatSession`
 * 3. socket.io, namespace `/chat`, auth `chatSocketAuth` (below). After each (re)connection: `sync`.
 * 4. `GET  /api/chat/:key/messages?before=…` → `chatConversation`: what is older
 * 5. `POST /api/chat/:key/files` one multipart part `file` → `chatFile`; its id goes with the message
 *
 * 4 and 5 carry `Authorization: Bearer <visitorToken>`; no cookies are used. Problems are RFC 9457 documents with a
 * `chatProblemCode`; 429 carries `Retry-After` (seconds). `Origin` must be one of the domains that the owner allows.
 */

/** Public key of a shop's chat; it stands in the snippet on the page. */
export const chatKey = z.string().regex(/^[A-Za-z0-9_-]{16,40}$/);
/** Whoever holds it is this visitor. Keep it in the browser's storage of the shop's page. */
export const chatVisitorToken = z.string().regex(/^[A-Za-z0-9_-]{32,100}$/);

export const chatProblemCode = z.enum([
  /** There is no chat here: unknown key, paused, removed, or not for this visitor. Show nothing; try again on another page. */
  'chat_unavailable',
  /** The page's domain is not on the owner's list. Show nothing. */
  'foreign_origin',
  /** The token is no longer known: start a session anew (without it) and go on. */
  'session_unknown',
  /** The shop lets only customers chat who are signed in with it. */
  'identity_required',
  /** The JWT or the HMAC is forged, expired, or for somebody else. */
  'identity_refused',
  'rate_limited',
  /** The shop wants a name or address first (`preChat`): send `details`. */
  'details_required',
  'invalid_request',
  'too_large',
  /** The file does not exist, or is not this visitor's. */
  'file_unknown',
  /** A passing fault: try again. */
  'internal',
]);
export type ChatProblemCode = z.infer<typeof chatProblemCode>;

/** A colleague as visitors see them. */
export const chatFace = z.object({ name: z.string(), picture: z.string().nullable() });
export type ChatFace = z.infer<typeof chatFace>;

/** When somebody answers, honestly. */
export const chatAvailability = z.object({
  /** Within the opening hours now. */
  open: z.boolean(),
  /** When the shop opens again; null while it is open, or when it never opens. */
  opensAt: instant.nullable(),
  /** Closed: by then there is an answer to what is asked now; null when nothing can be promised. */
  answersBy: instant.nullable(),
  /** IANA name; tell times in it. */
  timeZone: z.string(),
  /** Usual wait for a first answer while open, measured; null when too little is known. */
  typicalAnswerSeconds: z.number().int().nullable(),
});
export type ChatAvailability = z.infer<typeof chatAvailability>;

export const chatFieldDemand = z.enum(['off', 'optional', 'required']);
export const chatWidgetQuery = z.object({ language: locale.optional() });
export const chatWidgetConfig = z.object({
  shopName: z.string(),
  /** #rrggbb */
  colour: z.string(),
  /** As asked for, or else the shop's own. */
  language: locale,
  /** In that language, by the owner; empty: the widget's own words. */
  greeting: z.string(),
  /** What to ask before the first message. Nothing of somebody whose identity the shop vouches for. */
  preChat: z.object({ name: chatFieldDemand, email: chatFieldDemand }),
  availability: chatAvailability,
  maxFileBytes: z.number().int(),
  /** A few of those who answer. */
  faces: z.array(chatFace),
  /** Do not show the chat without an `identity`. */
  identityRequired: z.boolean(),
});
export type ChatWidgetConfig = z.infer<typeof chatWidgetConfig>;

/** Where the visitor is. */
export const chatPage = z.object({
  url: z.string().max(2_000),
  title: z.string().max(500).default(''),
  /** The page or site they came from; empty when unknown. */
  referrer: z.string().max(2_000).default(''),
});
export type ChatPage = z.infer<typeof chatPage>;

const shown = z.string().max(200);
/** Prices as the shop writes them: "€ 59,95". */
export const chatCart = z.object({
  items: z
    .array(
      z.object({
        name: shown,
        quantity: z.number().int().min(1).max(100_000).default(1),
        price: shown.nullish(),
        url: z.string().max(2_000).nullish(),
      }),
    )
    .max(50),
  total: shown.nullish(),
});
export type ChatCart = z.infer<typeof chatCart>;
export const chatOrder = z.object({ number: shown, status: shown.nullish(), total: shown.nullish(), url: z.string().max(2_000).nullish() });
export type ChatOrder = z.infer<typeof chatOrder>;
/** What the shop's page tells the agent of its customer. Null takes back what was told before; absent leaves it. */
export const chatContext = z.object({ cart: chatCart.nullish(), order: chatOrder.nullish() });
export type ChatContext = z.infer<typeof chatContext>;

/**
 * Who the visitor is, vouched for by the shop's server with its secret: a JWT (HS256; `sub` the shop's own id of the
 * customer, `exp` required; `aud`, if given, the key; `email`, `name`, `phone`), or the hex HMAC-SHA256 of `userId`.
 * Beside an HMAC, `email` and `name` are the page's own word.
 */
export const chatIdentity = z.union([
  z.object({ jwt: z.string().min(1).max(8_000) }),
  z.object({
    userId: z.string().min(1).max(200),
    email: z.string().max(320).optional(),
    name: z.string().max(200).optional(),
    hmac: z.string().regex(/^[0-9a-fA-F]{64}$/),
  }),
]);
export type ChatIdentity = z.infer<typeof chatIdentity>;

export const startChatSessionRequest = z.object({
  /** From an earlier session. One that is not known any more is replaced. */
  visitorToken: z.string().max(200).optional(),
  identity: chatIdentity.optional(),
  page: chatPage,
  language: locale,
  context: chatContext.optional(),
});
export type StartChatSessionRequest = z.infer<typeof startChatSessionRequest>;

export const chatFile = z.object({
  id,
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  /** Path on this server, for `src` and `href`: works for a day without the token, for this visitor's file alone. */
  url: z.string(),
});
export type ChatFile = z.infer<typeof chatFile>;

/**
 * How far a message is. The visitor's own: `sent` (kept by the server) → `read` (by a colleague). The shop's: `sent` →
 * `delivered` (a widget told `received`) → `read`. Only ever forward.
 */
export const chatMessageState = z.enum(['sent', 'delivered', 'read']);
export type ChatMessageState = z.infer<typeof chatMessageState>;

export const chatMessage = z.object({
  id,
  /** As the visitor's widget chose it; null for the shop's. */
  clientId: id.nullable(),
  from: z.enum(['visitor', 'shop']),
  /** Of the shop's: who wrote it. */
  author: chatFace.nullable(),
  /** Plain text with line breaks. */
  text: z.string(),
  files: z.array(chatFile),
  at: instant,
  state: chatMessageState,
});
export type ChatMessage = z.infer<typeof chatMessage>;

/** Oldest first; `olderCursor` is null when the first message is the beginning. */
export const chatConversation = z.object({ messages: z.array(chatMessage), olderCursor: z.string().nullable() });
export type ChatConversation = z.infer<typeof chatConversation>;
/** `olderCursor` of what is known; absent: the newest. */
export const chatMessagesQuery = z.object({ before: z.string().max(100).optional() });

export const chatVisitor = z.object({
  name: z.string(),
  email: z.string(),
  /** The shop vouches for who it is. */
  verified: z.boolean(),
});
export type ChatVisitor = z.infer<typeof chatVisitor>;

export const chatSession = z.object({
  /** To be kept in place of the old one. */
  visitorToken: z.string(),
  conversation: chatConversation,
  /** Messages of the shop that were not read. */
  unread: z.number().int(),
  visitor: chatVisitor,
});
export type ChatSession = z.infer<typeof chatSession>;

/**
 * socket.io, path `/socket.io/`, namespace `/chat`, best with `transports: ['websocket', 'polling']`. A refused connection
 * is a `connect_error` whose `data` is `{ code: ChatProblemCode, retryAfterSeconds? }`; after `session_unknown` start a
 * session anew. When the server itself disconnects, ask `POST sessions` before trying again.
 */
export const chatSocketAuth = z.object({ key: chatKey, visitorToken: chatVisitorToken });
export type ChatSocketAuth = z.infer<typeof chatSocketAuth>;

export const CHAT_MAX_TEXT = 8_000;
/** Text, files or both. The same `clientId` twice is one message: repeat it until it is acknowledged. */
export const chatMessagePacket = z
  .object({ clientId: id, text: z.string().max(CHAT_MAX_TEXT).default(''), fileIds: z.array(id).max(10).default([]) })
  .refine(({ text, fileIds }) => text.trim() !== '' || fileIds.length > 0);
export type ChatMessagePacket = z.input<typeof chatMessagePacket>;
/** Repeat every 5 s while it is true; it ends by itself after 10 s. */
export const chatTypingPacket = z.object({ typing: z.boolean() });
/** This message of the shop and all before it. */
export const chatUpToPacket = z.object({ messageId: id });
export const chatPagePacket = chatPage.extend(chatContext.shape);
export type ChatPagePacket = z.input<typeof chatPagePacket>;
/** Null: everything, as far as one answer goes. */
export const chatSyncPacket = z.object({ after: id.nullable() });
export const chatDetailsPacket = z.object({
  name: z.string().trim().max(200).optional(),
  email: z.union([z.literal(''), z.email().max(320)]).optional(),
});
export type ChatDetailsPacket = z.input<typeof chatDetailsPacket>;

export interface ChatRefusal {
  readonly ok: false;
  readonly code: ChatProblemCode;
  readonly retryAfterSeconds?: number;
}
export type ChatAnswer<T extends object = object> = ({ readonly ok: true } & T) | ChatRefusal;
/** Messages that were missed, oldest first; `more`: ask again after the last of them. Both sides' messages, the visitor's own too. */
export interface ChatMissed {
  readonly messages: readonly ChatMessage[];
  readonly more: boolean;
  /** The newest message of the visitor that a colleague has read. */
  readonly readUpTo: string | null;
  readonly availability: ChatAvailability;
}

/** Every packet may carry an acknowledgement; those of `message` and `sync` are needed. */
export interface ChatVisitorEvents {
  message: (packet: ChatMessagePacket, done: (answer: ChatAnswer<{ message: ChatMessage }>) => void) => void;
  typing: (packet: z.infer<typeof chatTypingPacket>, done?: (answer: ChatAnswer) => void) => void;
  /** Answers the event `message`, and what came by `sync` or the session: it and all before it have come. */
  received: (packet: z.infer<typeof chatUpToPacket>, done?: (answer: ChatAnswer) => void) => void;
  /** The visitor has seen it. */
  read: (packet: z.infer<typeof chatUpToPacket>, done?: (answer: ChatAnswer) => void) => void;
  page: (packet: ChatPagePacket, done?: (answer: ChatAnswer) => void) => void;
  sync: (packet: z.infer<typeof chatSyncPacket>, done: (answer: ChatAnswer<ChatMissed>) => void) => void;
  details: (packet: ChatDetailsPacket, done?: (answer: ChatAnswer<{ visitor: ChatVisitor }>) => void) => void;
}

export interface ChatServerEvents {
  /** New: the shop's, or the visitor's own from another tab. May repeat itself; told by `id`. */
  message: (message: ChatMessage) => void;
  /** This message, and all earlier ones of the same side, are at least so far. */
  'message.changed': (event: { id: string; state: ChatMessageState }) => void;
  /** Who writes; null: nobody any more. */
  typing: (face: ChatFace | null) => void;
  availability: (availability: ChatAvailability) => void;
  /** Something was missed (a fault between servers): `sync`. */
  'sync.needed': () => void;
}
