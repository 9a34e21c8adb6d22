import { Module } from '@nestjs/common';
import { ContactChangesController } from './contact-changes.controller.ts';
import { Contacts } from './contacts.ts';
import { UpdateContact } from './update-contact.service.ts';

/** Customers and the addresses they are known by. */
@Module({
  controllers: [ContactChangesController],
  providers: [Contacts, UpdateContact],
  exports: [Contacts],
})
export class ContactsModule {}
