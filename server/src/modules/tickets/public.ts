export {
  deliverMessage,
  deliveryKey,
  deliveryQueue,
  type OutgoingAttachment,
  type OutgoingMessage,
  OutgoingMessages,
  type OverdueMessage,
} from './outgoing-messages.ts';
export { StoredFiles } from './stored-files.ts';
export { type InboundMessage, type IncomingAttachment, TicketIntake } from './ticket-intake.ts';
export { TicketsModule } from './tickets.module.ts';
