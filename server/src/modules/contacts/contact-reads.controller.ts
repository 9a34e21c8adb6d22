import { id } from '@balie/shared/contracts/common.ts';
import { type Contact, contact, contactGroups, contactSuggestions } from '@balie/shared/contracts/contacts.ts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ContactGroups } from './contact-groups.queries.ts';
import { loadContact } from './contact-row.ts';
import { ContactSuggestions } from './contact-suggestions.queries.ts';

const suggestionQuery = z.object({ q: z.string().max(200).default('') });

@Controller('contacts')
export class ContactReadsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly suggestions: ContactSuggestions,
    private readonly contactGroups: ContactGroups,
  ) {}

  @Get()
  @Requires('contacts:read')
  @Returns(contactSuggestions)
  async suggest(@Query({ schema: suggestionQuery }) query: z.infer<typeof suggestionQuery>) {
    return { items: await this.suggestions.suggest(query.q) };
  }

  @Get('groups')
  @Requires('contacts:read')
  @Returns(contactGroups)
  async groups() {
    return { items: await this.contactGroups.list() };
  }

  @Get(':id')
  @Requires('contacts:read')
  @Returns(contact)
  read(@Param('id', { schema: id }) contactId: string): Promise<Contact> {
    return this.unitOfWork.read((tx) => loadContact(tx, contactId));
  }
}
