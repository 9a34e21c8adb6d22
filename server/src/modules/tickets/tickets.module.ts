import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/public.ts';
import { OrganisationsModule } from '../organisations/public.ts';
import { AddNote } from './add-note.service.ts';
import { AttachmentsController } from './attachments.controller.ts';
import { Attachments } from './attachments.service.ts';
import { AutomaticAnswers } from './automatic-answers.ts';
import { AutomaticChanges } from './automatic-changes.ts';
import { AutomaticNotes } from './automatic-notes.ts';
import { BulkUpdate } from './bulk-update.service.ts';
import { ChangeTickets } from './change-tickets.ts';
import { TicketsOfContacts } from './contact-belongings.ts';
import { ContactChangeListener } from './contact-change.listener.ts';
import { CountsSignal } from './counts-signal.ts';
import { CustomerSignals } from './customer-signals.ts';
import { DeliveryController } from './delivery.controller.ts';
import { DraftBox } from './draft-box.ts';
import { DraftsController } from './drafts.controller.ts';
import { FileLinksController } from './file-links.controller.ts';
import { FileLinks } from './file-links.ts';
import { FileScanner } from './file-scanner.ts';
import { FileScans } from './file-scans.ts';
import { HeldMessages } from './held-messages.ts';
import { KeepOldTicket } from './keep-old-ticket.service.ts';

import { KnownMail } from './known-mail.ts';
import { MailInTicket } from './mail-in-ticket.ts';
import { MarkRead } from './mark-read.service.ts';
import { MarketplaceController } from './marketplace.controller.ts';
import { MarketplaceMessages } from './marketplace-messages.ts';
import { MergeTickets } from './merge-tickets.service.ts';
import { MessageReactions } from './message-reactions.ts';
import { MessageTemplates } from './message-templates.ts';
import { MessagesController } from './messages.controller.ts';
import { MovingController } from './moving.controller.ts';
import { OldMessages } from './old-messages.ts';
import { OutgoingLoader } from './outgoing-loader.ts';
import { OutgoingMessages } from './outgoing-messages.ts';
import { PlaceMessage } from './place-message.ts';
import { PlaceOwnMail } from './place-own-mail.ts';
import { PresenceDesk } from './presence.ts';
import { PresenceBoard } from './presence-board.ts';
import { PutTicketBack } from './put-ticket-back.ts';
import { QueueReply } from './queue-reply.ts';
import { ReactToMessage } from './react-to-message.service.ts';
import { ReactionsController } from './reactions.controller.ts';
import { ReadNotificationsController } from './read-notifications.controller.ts';
import { ReceiveMessage } from './receive-message.service.ts';
import { ReplyToTicket } from './reply-to-ticket.service.ts';
import { ReplyWindow } from './reply-window.ts';
import { RetryDelivery } from './retry-delivery.service.ts';
import { SaveDraft } from './save-draft.service.ts';
import { SendingRules } from './sending-rules.ts';
import { SentCopies } from './sent-copies.ts';
import { SplitTicket } from './split-ticket.service.ts';
import { StartTicket } from './start-ticket.service.ts';
import { StoredFiles } from './stored-files.ts';
import { TakeDeliveryReport } from './take-delivery-report.ts';
import { TakeDeliveryStatus } from './take-delivery-status.ts';
import { TicketsOfTeams } from './team-belongings.ts';
import { TicketBroadcaster } from './ticket-broadcaster.ts';
import { TicketCalls } from './ticket-calls.ts';
import { TicketDeadlines } from './ticket-deadlines.ts';
import { TicketFacts } from './ticket-facts.ts';
import { TicketFigures } from './ticket-figures.ts';
import { TicketHappenings } from './ticket-happenings.ts';
import { TicketHistory } from './ticket-history.ts';
import { TicketIntake } from './ticket-intake.ts';
import { TicketNews } from './ticket-news.ts';
import { TicketPool } from './ticket-pool.ts';
import { READ_CONTROLLERS, READ_QUERIES } from './ticket-reads.ts';
import { TicketRoom } from './ticket-room.ts';
import { TicketTimes } from './ticket-times.ts';
import { TicketWords } from './ticket-words.ts';
import { TicketsController } from './tickets.controller.ts';
import { TrackDelivery } from './track-delivery.service.ts';
import { UndoReply } from './undo-reply.service.ts';
import { UnmergeTicket } from './unmerge-ticket.service.ts';
import { UnusedContents } from './unused-contents.ts';
import { UpdateTicket } from './update-ticket.service.ts';
import { UploadHousekeeping } from './upload-housekeeping.ts';
import { WakeTicket } from './wake-ticket.service.ts';
import { WriteTemplate } from './write-template.ts';
import { WritingAgents } from './writing-agents.ts';

const PORTS = [
  ReceiveMessage,
  { provide: TicketIntake, useExisting: ReceiveMessage },
  TrackDelivery,
  { provide: OutgoingMessages, useExisting: TrackDelivery },
  KeepOldTicket,
  { provide: TicketHistory, useExisting: KeepOldTicket },
  TicketCalls,
  TicketWords,
  StoredFiles,
  UnusedContents,
  KnownMail,
  HeldMessages,
  FileLinks,
  FileScanner,
  AutomaticAnswers,
  SendingRules,
  MessageTemplates,
  MessageReactions,
  CustomerSignals,
  MailInTicket,
  WritingAgents,
  MarketplaceMessages,
  TicketTimes,
  TicketDeadlines,
  AutomaticChanges,
  TicketPool,
  TicketFigures,
  AutomaticNotes,
  TicketFacts,
  TicketHappenings,
];
const COMMANDS = [
  ReplyToTicket,
  StartTicket,
  AddNote,
  UpdateTicket,
  BulkUpdate,
  SplitTicket,
  MergeTickets,
  UnmergeTicket,
  UndoReply,
  RetryDelivery,
  WakeTicket,
  SaveDraft,
  MarkRead,
  ReactToMessage,
  Attachments,
];
/** What several commands share. */
const STEPS = [
  PlaceMessage,
  PlaceOwnMail,
  TakeDeliveryReport,
  TakeDeliveryStatus,
  OutgoingLoader,
  OldMessages,
  SentCopies,
  QueueReply,
  ReplyWindow,
  WriteTemplate,
  ChangeTickets,
  PutTicketBack,
  DraftBox,
  TicketsOfContacts,
  TicketsOfTeams,
];
const LIVE = [
  UploadHousekeeping,
  FileScans,
  TicketBroadcaster,
  TicketNews,
  CountsSignal,
  TicketRoom,
  PresenceBoard,
  PresenceDesk,
  ContactChangeListener,
];

/** Tickets and what is written in them: the heart of the house. */
@Module({
  imports: [ContactsModule, OrganisationsModule],
  controllers: [
    ...READ_CONTROLLERS,
    TicketsController,
    MessagesController,
    MovingController,
    DeliveryController,
    DraftsController,
    AttachmentsController,
    FileLinksController,
    MarketplaceController,
    ReadNotificationsController,
    ReactionsController,
  ],
  providers: [...PORTS, ...COMMANDS, ...STEPS, ...LIVE, ...READ_QUERIES],
  exports: [
    TicketIntake,
    TicketCalls,
    TicketWords,
    TicketHistory,
    OutgoingMessages,
    HeldMessages,
    FileLinks,
    FileScanner,
    AutomaticAnswers,
    SendingRules,
    MarketplaceMessages,
    SentCopies,
    StoredFiles,
    UnusedContents,
    KnownMail,
    SendingRules,
    MessageTemplates,
    MessageReactions,
    CustomerSignals,
    MailInTicket,
    WritingAgents,
    TicketTimes,
    TicketDeadlines,
    AutomaticChanges,
    TicketPool,
    TicketFigures,
    CountsSignal,
    AutomaticNotes,
    TicketFacts,
    TicketHappenings,
  ],
})
export class TicketsModule {}
