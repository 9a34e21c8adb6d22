import { Module } from '@nestjs/common';
import { ContactChangesController } from './contact-changes.controller.ts';
import { ContactReadsController } from './contact-reads.controller.ts';
import { ContactSuggestions } from './contact-suggestions.queries.ts';
import { Contacts } from './contacts.ts';
import { UpdateContact } from './update-contact.service.ts';

/** Customers and the addresses they are known by. */
@Module({
  controllers: [ContactChangesController, ContactReadsController],
  providers: [Contacts, ContactSuggestions, UpdateContact],
  exports: [Contacts],
})
export class ContactsModule {}
