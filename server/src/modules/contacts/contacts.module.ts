import { Module } from '@nestjs/common';
import { Contacts } from './contacts.ts';

@Module({ providers: [Contacts], exports: [Contacts] })
export class ContactsModule {}
