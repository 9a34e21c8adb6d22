import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/public.ts';
import { AddNote } from './add-note.service.ts';
import { DraftBox } from './draft-box.ts';
import { MessagesController } from './messages.controller.ts';
import { OutgoingMessages } from './outgoing-messages.ts';
import { QueueReply } from './queue-reply.ts';
import { ReceiveMessage } from './receive-message.service.ts';
import { ReplyToTicket } from './reply-to-ticket.service.ts';
import { StoredFiles } from './stored-files.ts';
import { TicketIntake } from './ticket-intake.ts';
import { TrackDelivery } from './track-delivery.service.ts';

/** Tickets and what is written in them: the heart of the house. */
@Module({
  imports: [ContactsModule],
  controllers: [MessagesController],
  providers: [
    ReceiveMessage,
    { provide: TicketIntake, useExisting: ReceiveMessage },
    TrackDelivery,
    { provide: OutgoingMessages, useExisting: TrackDelivery },
    StoredFiles,
    QueueReply,
    DraftBox,
    ReplyToTicket,
    AddNote,
  ],
  exports: [TicketIntake, OutgoingMessages, StoredFiles],
})
export class TicketsModule {}
