export {
  DELIVERY_LANES,
  deliverMessage,
  deliveryKey,
  deliveryQueue,
  type OutgoingAttachment,
  type OutgoingMessage,
  OutgoingMessages,
  type OverdueMessage,
} from './outgoing-messages.ts';
export { StoredFiles } from './stored-files.ts';
export { type DeliveryReport, type InboundMessage, type IncomingAttachment, type MessageNature, TicketIntake } from './ticket-intake.ts';
export { TicketsModule } from './tickets.module.ts';
