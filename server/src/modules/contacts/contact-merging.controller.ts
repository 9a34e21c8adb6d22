import { id } from '@balie/shared/contracts/common.ts';
import {
  type AddIdentityRequest,
  addIdentityRequest,
  type Contact,
  contact,
  type DifferentRequest,
  differentRequest,
  type MergeContactRequest,
  type MergedContacts,
  mergeContactRequest,
  mergedContacts,
  samePeople,
} from '@balie/shared/contracts/contacts.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ChangeIdentities } from './change-identities.service.ts';
import { DifferentContacts } from './different-contacts.service.ts';
import { MergeContacts } from './merge-contacts.service.ts';
import { SamePeople } from './same-people.queries.ts';
import { UnmergeContact } from './unmerge-contact.service.ts';

/** What a customer is known by, and who of them are one. */
@Controller('contacts/:id')
export class ContactMergingController {
  constructor(
    private readonly identities: ChangeIdentities,
    private readonly mergeContacts: MergeContacts,
    private readonly unmergeContact: UnmergeContact,
    private readonly samePeople: SamePeople,
    private readonly differentContacts: DifferentContacts,
  ) {}

  @Post('identities')
  @Requires('contacts:update')
  @Returns(contact, 200)
  addIdentity(
    @Param('id', { schema: id }) contactId: string,
    @Body({ schema: addIdentityRequest }) request: AddIdentityRequest,
  ): Promise<Contact> {
    return this.identities.add(contactId, request);
  }

  @Delete('identities/:identityId')
  @Requires('contacts:update')
  @Returns(contact)
  removeIdentity(
    @Param('id', { schema: id }) contactId: string,
    @Param('identityId', { schema: id }) identityId: string,
  ): Promise<Contact> {
    return this.identities.remove(contactId, identityId);
  }

  @Post('merge')
  @Requires('contacts:update')
  @Returns(mergedContacts, 200)
  merge(
    @Me() me: Principal,
    @Param('id', { schema: id }) contactId: string,
    @Body({ schema: mergeContactRequest }) request: MergeContactRequest,
  ): Promise<MergedContacts> {
    return this.mergeContacts.execute(contactId, request.intoContactId, me.agentId);
  }

  @Post('unmerge')
  @Requires('contacts:update')
  @Returns(mergedContacts, 200)
  unmerge(@Param('id', { schema: id }) contactId: string): Promise<MergedContacts> {
    return this.unmergeContact.execute(contactId);
  }

  @Get('same-person')
  @Requires('contacts:read')
  @Returns(samePeople)
  async samePerson(@Param('id', { schema: id }) contactId: string) {
    return { items: await this.samePeople.of(contactId) };
  }

  @Post('different')
  @Requires('contacts:update')
  @HttpCode(204)
  different(
    @Me() me: Principal,
    @Param('id', { schema: id }) contactId: string,
    @Body({ schema: differentRequest }) request: DifferentRequest,
  ): Promise<void> {
    return this.differentContacts.note(contactId, request, me.agentId);
  }
}
