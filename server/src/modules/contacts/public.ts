export { contactChanged } from './contact.events.ts';
export { loadContact } from './contact-row.ts';
export { ContactsModule } from './contacts.module.ts';
export { type ContactIdentity, Contacts, type FoundContact } from './contacts.ts';
