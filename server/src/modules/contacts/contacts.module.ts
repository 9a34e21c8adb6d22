import { Module } from '@nestjs/common';
import { ChangeIdentities } from './change-identities.service.ts';
import { ContactBelongingsRegistry } from './contact-belongings.ts';
import { ContactBroadcast } from './contact-broadcast.ts';
import { ContactChangesController } from './contact-changes.controller.ts';
import { ContactGroups } from './contact-groups.queries.ts';
import { ContactMergingController } from './contact-merging.controller.ts';
import { ContactReadsController } from './contact-reads.controller.ts';
import { ContactSuggestions } from './contact-suggestions.queries.ts';
import { Contacts } from './contacts.ts';
import { DifferentContacts } from './different-contacts.service.ts';
import { MergeContacts } from './merge-contacts.service.ts';
import { SamePeople } from './same-people.queries.ts';
import { UnmergeContact } from './unmerge-contact.service.ts';
import { UpdateContact } from './update-contact.service.ts';

/** Customers and the addresses they are known by. */
@Module({
  controllers: [ContactChangesController, ContactReadsController, ContactMergingController],
  providers: [
    Contacts,
    ContactBelongingsRegistry,
    ContactBroadcast,
    ContactGroups,
    ContactSuggestions,
    UpdateContact,
    ChangeIdentities,
    MergeContacts,
    UnmergeContact,
    SamePeople,
    DifferentContacts,
  ],
  exports: [Contacts, ContactBelongingsRegistry],
})
export class ContactsModule {}
