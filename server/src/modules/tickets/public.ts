export { KnownMail } from './known-mail.ts';
export {
  type OutgoingAttachment,
  type OutgoingMessage,
  OutgoingMessages,
  type OverdueMessage,
  type QuotedMessage,
  type SentDetails,
} from './outgoing-messages.ts';
export { deliverMessage, planDelivery } from './plan-delivery.ts';
export { keepCopies, SentCopies } from './sent-copies.ts';
export { StoredFiles } from './stored-files.ts';
export {
  type AcceptedMessage,
  type DeliveryReport,
  type InboundMessage,
  type IncomingAttachment,
  type MessageNature,
  TicketIntake,
} from './ticket-intake.ts';
export { TicketsModule } from './tickets.module.ts';
