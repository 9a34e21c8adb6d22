import { id } from '@balie/shared/contracts/common.ts';
import { type Contact, contact, type UpdateContactRequest, updateContactRequest } from '@balie/shared/contracts/contacts.ts';
import { Body, Controller, Param, Patch } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { UpdateContact } from './update-contact.service.ts';

@Controller('contacts')
export class ContactChangesController {
  constructor(private readonly updateContact: UpdateContact) {}

  @Patch(':id')
  @Requires('contacts:update')
  @Returns(contact)
  update(
    @Param('id', { schema: id }) contactId: string,
    @Body({ schema: updateContactRequest }) request: UpdateContactRequest,
  ): Promise<Contact> {
    return this.updateContact.execute(contactId, request);
  }
}
