export { AutomaticAnswers } from './automatic-answers.ts';
export { AutomaticChanges } from './automatic-changes.ts';
export { AutomaticNotes } from './automatic-notes.ts';
export { CountsSignal } from './counts-signal.ts';
export { CustomerSignals } from './customer-signals.ts';
export { dateInWords, sizeInWords } from './file-link-page.ts';
export { FileLinks } from './file-links.ts';
export { FileScanner } from './file-scanner.ts';
export { HeldMessages } from './held-messages.ts';
export { htmlOfText } from './html-of-text.ts';
export { KnownMail } from './known-mail.ts';
export { MailInTicket } from './mail-in-ticket.ts';
export { MarketplaceMessages } from './marketplace-messages.ts';
export { deliverReaction, MessageReactions, type OutgoingReaction, reactionKey } from './message-reactions.ts';
export { MessageTemplates, type ProviderTemplate } from './message-templates.ts';
export {
  type DeliveryStatus,
  type OutgoingAttachment,
  type OutgoingMessage,
  OutgoingMessages,
  type OutgoingTemplate,
  type OverdueMessage,
  type QuotedMessage,
  type SentMessage,
} from './outgoing-messages.ts';
export { deliverMessage, planDelivery } from './plan-delivery.ts';
export { type RulesOfChannels, SendingRules, type WrittenAnswer } from './sending-rules.ts';
export { keepCopies, SentCopies } from './sent-copies.ts';
export { StoredFiles } from './stored-files.ts';
export { messageReceived, oldTicketKept, ticketRead, ticketsChanged } from './ticket.events.ts';
export { type CallNews, TicketCalls } from './ticket-calls.ts';
export { TicketDeadlines, type TicketOutline } from './ticket-deadlines.ts';
export { type FactsOfTicket, TicketFacts } from './ticket-facts.ts';
export { TicketFigures } from './ticket-figures.ts';
export { type HappenedActivity, type HappenedMessage, TicketHappenings } from './ticket-happenings.ts';
export { type OldMessage, type OldTicket, TicketHistory } from './ticket-history.ts';
export {
  type AcceptedMessage,
  type DeliveryReport,
  type InboundMessage,
  type IncomingAttachment,
  type LeftOutFile,
  type MessageNature,
  TicketIntake,
} from './ticket-intake.ts';
export { type PoolMarker, type PoolTicket, TicketPool } from './ticket-pool.ts';
export { TicketTimes, type TimedChange, type TimedMessage, type TimedTicket } from './ticket-times.ts';
export { TicketWords } from './ticket-words.ts';
export { TicketsModule } from './tickets.module.ts';
export { type LeftContents, UnusedContents } from './unused-contents.ts';
export { UPLOADS_KEPT_DAYS } from './upload-housekeeping.ts';
export { type WritingAgent, WritingAgents } from './writing-agents.ts';
